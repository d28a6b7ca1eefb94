import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { accessMatrix } from '@palisade/policies';
import { startTestCloud, type Declaration, type TestCloud } from '../testing/index.ts';
import { sns } from '../services/sns/index.ts';
import { declareTopic, topicArn } from '../services/sns/testing/sns-cloud.ts';
import { sqs } from '../services/sqs/index.ts';
import { declareQueue, declareQueuePolicy, declareRole, queueArn } from '../services/sqs/testing/sqs-cloud.ts';
import { stackAccess } from './index.ts';

const accountId = '123456789012';

/** A topic that sends into a queue, a role that publishes to some topics, and one that reads the queue. */
function declare(stack: Declaration): void {
  declareTopic(stack, 'news', { tags: { team: 'a' } });
  declareTopic(stack, 'alarms');
  declareQueuePolicy(stack, declareQueue(stack, 'jobs'), {
    Sid: 'News',
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn('jobs'),
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn('news') } },
  });
  declareRole(stack, 'publisher', {
    Sid: 'Publish',
    Effect: 'Allow',
    Action: 'sns:Publish',
    Resource: topicArn('*'),
    Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } },
  });
  declareRole(stack, 'worker', {
    Sid: 'Work',
    Effect: 'Allow',
    Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
    Resource: queueArn('jobs'),
  });
}

let cloud: TestCloud;
let graph: Graph;
beforeAll(async () => {
  cloud = await startTestCloud(undefined, { services: [sqs, sns] });
  graph = await cloud.deploy(declare);
});
afterAll(() => cloud.close());

test('who may send to queues and publish to topics, by which statement', () => {
  const { model, scope } = stackAccess([graph], 'test', accountId);
  const allowed = [...accessMatrix(model, scope)]
    .filter(
      ({ decision, on, who }) => decision.verdict === 'Allowed' && !who.startsWith('deployer') && /:s[qn]s:/.test(on),
    )
    .map(({ action, decision, on, who }) => `${who} ${action} ${on}: ${decision.decidedBy?.statement}`);
  expect(allowed.sort()).toEqual([
    `publisher sns:Publish ${topicArn('news')}: Publish`,
    `sns.amazonaws.com for ${topicArn('news')} sqs:SendMessage ${queueArn('jobs')}: News`,
    `worker sqs:DeleteMessage ${queueArn('jobs')}: Work`,
    `worker sqs:ReceiveMessage ${queueArn('jobs')}: Work`,
  ]);
});

test('the running cloud has the same policies', () => {
  const { deployed } = stackAccess([graph], 'test', accountId);
  const { host } = cloud.cloud;
  const running = [
    [queueArn('jobs'), host.state(sqs)],
    [topicArn('news'), host.state(sns)],
  ] as const;
  for (const [arn, state] of running) {
    const policy = state.resourcePolicy(arn);
    expect(policy).toBeDefined();
    expect(deployed.resource.get(arn)?.document).toEqual(policy?.document);
  }
});
