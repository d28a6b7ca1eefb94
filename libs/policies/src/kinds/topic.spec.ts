import { describe, expect, test } from '@jest/globals';
import { alarmArn, iamRoleArn, snsTopicArn } from '../arn/index.ts';
import { allow, deny } from '../build/statement.ts';
import { publishFromService } from '../capabilities/sns/publish-from-service.ts';
import { denyInsecurePublishing } from '../guardrails/sns/deny-insecure-publishing.ts';
import type { Principal, Statement } from '../statement.ts';
import { topicPolicy } from './topic.ts';

const here = { region: 'us-east-1', account: '111122223333', topic: 't' };
const topic = snsTopicArn({ ...here, name: 't' });
const build = (...statements: Statement[]) => topicPolicy(here, statements);
const publish = (principal: Principal) =>
  allow({ sid: 'Publish', principal, actions: ['sns:Publish'], resources: [topic] });

describe('a topic policy', () => {
  test.each<[string, Statement]>([
    ['names who publishes', publish({ AWS: iamRoleArn({ account: here.account, name: 'r' }) })],
    [
      'lets alarms publish',
      publishFromService({
        ...here,
        service: 'cloudwatch.amazonaws.com',
        sourceArn: alarmArn({ ...here, name: 'errors' }),
      }),
    ],
    ['denies plain HTTP', denyInsecurePublishing(here)],
  ])('%s', (_, statement) => {
    expect(build(statement)).toMatchObject({ name: 't', kind: 'topic' });
  });

  test.each<[string, () => unknown, string]>([
    [
      'another topic',
      () =>
        build(
          deny({
            sid: 'D',
            principal: '*',
            actions: ['sns:Publish'],
            resources: [snsTopicArn({ ...here, name: 'u' })],
          }),
        ),
      'is not this topic',
    ],
    [
      'every topic',
      () => build(deny({ sid: 'D', principal: '*', actions: ['sns:Publish'], resources: ['*'] })),
      '"*" is not this topic',
    ],
    [
      'sns:*',
      () => build(deny({ sid: 'D', principal: '*', actions: ['sns:*'], resources: [topic] })),
      'SNS takes no "sns:*" in the policy of a topic. Name actions on the topic, such as sns:Publish',
    ],
    [
      'an action that is not on a topic',
      () => build(deny({ sid: 'D', principal: '*', actions: ['sns:ListTopics'], resources: [topic] })),
      'SNS takes no "sns:ListTopics"',
    ],
    [
      'all but an action',
      () => build(deny({ sid: 'D', principal: '*', exceptActions: ['sns:ListTopics'], resources: [topic] })),
      'SNS takes no "sns:ListTopics"',
    ],
    ['everyone', () => build(publish('*')), 'the topic is public'],
    ['a service for anyone', () => build(publish({ Service: 'cloudwatch.amazonaws.com' })), 'may act for anyone here'],
    [
      'too many principals',
      () =>
        build(
          publish({ AWS: Array.from({ length: 201 }, (_, i) => iamRoleArn({ account: here.account, name: `r${i}` })) }),
        ),
      '201 principals, AWS takes 200',
    ],
    [
      'too many statements',
      () => build(...Array.from({ length: 101 }, (_, i) => ({ ...denyInsecurePublishing(here), Sid: `S${i}` }))),
      '101 statements, AWS takes 100',
    ],
    [
      'too much text',
      () =>
        build(
          publish({
            AWS: Array.from({ length: 200 }, (_, i) =>
              iamRoleArn({ account: here.account, name: `${i}${'r'.repeat(150)}` }),
            ),
          }),
        ),
      'AWS takes 30720',
    ],
  ])('of %s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
