import { list, object, oneOf, required, string, type Properties, type ResourceModel } from '@palisade/local-engine';
import { parseArn } from '@palisade/policies';
import { dependenciesOf } from '../../../kernel/dependencies.ts';
import { text } from '../../../kernel/properties.ts';
import { permission } from '../../lambda/index.ts';
import { eventPatterns } from '../notifications/event-types.ts';
import { overlap, readNotificationRules } from '../notifications/notification-rule.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_NOTIFICATION = 'aws:s3/bucketNotification:BucketNotification';

const MOST_RULES = 100;

const rule = {
  id: string,
  events: required(list(oneOf(...eventPatterns))),
  filterPrefix: string,
  filterSuffix: string,
} as const;

/** Source: Amazon S3 API Reference, PutBucketNotificationConfiguration. */
export const bucketNotification: ResourceModel = {
  token: BUCKET_NOTIFICATION,
  inputs: object({
    bucket: required(string),
    eventbridge: oneOf(false),
    lambdaFunctions: list(object({ ...rule, lambdaFunctionArn: required(string) })),
    queues: list(object({ ...rule, queueArn: required(string) })),
    topics: list(object({ ...rule, topicArn: required(string) })),
  }),
  replaceOn: ['bucket'],
  defaults: (inputs) => ({ eventbridge: inputs['eventbridge'] ?? false }),
  check: checkRules,
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph(resource, graph) {
    const before = dependenciesOf(resource, graph);
    const functions = readNotificationRules(resource.inputs).flatMap(({ target, targetArn }) =>
      target === 'lambda' ? [targetArn.split(':')[6] ?? ''] : [],
    );
    const late = graph.resources.find(
      ({ type, urn, outputs }) =>
        type === permission.token &&
        functions.some((name) => isFor(text(outputs, 'function'), name)) &&
        !before.has(urn),
    );
    return [
      ...checkOnlyOne(resource, graph),
      ...(late === undefined
        ? []
        : [
            `The notification does not depend on ${late.name}: AWS may make it first and answer "Unable to validate the following ` +
              'destination configurations". Add it to dependsOn.',
          ]),
    ];
  },
};

function isFor(named: string | undefined, functionName: string): boolean {
  return named !== undefined && (named === functionName || named.split(':')[6] === functionName);
}

function checkRules(inputs: Properties): string[] {
  const rules = readNotificationRules(inputs);
  const problems: string[] = [];
  if (rules.length > MOST_RULES)
    problems.push(`InvalidArgument: a bucket has at most ${MOST_RULES} notification rules`);
  for (const { target, targetArn } of rules) {
    const { service, resource = '' } = parseArn(targetArn) ?? {};
    if (service !== target) {
      problems.push(`InvalidArgument: The ARN is not well formed for a notification to ${target}: ${targetArn}`);
    } else if (resource.endsWith('.fifo')) {
      problems.push(`InvalidArgument: FIFO queues and topics get no notifications of S3: ${targetArn}`);
    }
  }
  const overlapping = rules.some((one, at) => rules.slice(at + 1).some((other) => overlap(one, other)));
  if (overlapping) {
    problems.push(
      'InvalidArgument: Configurations overlap. Configurations on the same bucket cannot share a common event type.',
    );
  }
  return problems;
}
