import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { listOf, parseArn, statementsOf } from '@palisade/policies';
import { checkDocument } from '../../../kernel/policy-document.ts';
import { text } from '../../../kernel/properties.ts';

export const TOPIC_POLICY = 'aws:sns/topicPolicy:TopicPolicy';

/** Source: Amazon SNS API Reference, SetTopicAttributes, Policy. */
export const topicPolicy: ResourceModel = {
  token: TOPIC_POLICY,
  inputs: object({ arn: required(string), policy: required(json) }),
  replaceOn: ['arn'],
  check: (inputs) => checkTopicPolicy(text(inputs, 'policy') ?? ''),
  outputs: (inputs, { accountId }) => ({ id: text(inputs, 'arn') ?? '', outputs: { owner: accountId } }),
  checkInGraph(self, graph) {
    const first = graph.resources.find(
      ({ type, external, outputs }) =>
        type === TOPIC_POLICY && !external && text(outputs, 'arn') === text(self.outputs, 'arn'),
    );
    return first === undefined || first.urn === self.urn
      ? []
      : [`${first.urn} sets the policy of ${text(self.outputs, 'arn')} already: they would overwrite each other.`];
  },
};

const MOST_BYTES = 30 * 1024;

/** Source: Amazon SNS Developer Guide, "Amazon SNS API permissions", "Valid Amazon SNS policy actions". */
const ACTIONS: ReadonlySet<string> = new Set(
  [
    'AddPermission',
    'DeleteTopic',
    'GetDataProtectionPolicy',
    'GetTopicAttributes',
    'ListSubscriptionsByTopic',
    'ListTagsForResource',
    'Publish',
    'PutDataProtectionPolicy',
    'RemovePermission',
    'SetTopicAttributes',
    'Subscribe',
  ].map((name) => `sns:${name}`.toLowerCase()),
);

/** What SNS would refuse about the text of a topic policy. */
export function checkTopicPolicy(policy: string): string[] {
  const invalid = (reason: string): string => `InvalidParameter: Invalid parameter: Policy Error: ${reason}`;
  if (Buffer.byteLength(policy) > MOST_BYTES) return [invalid(`it has more than ${MOST_BYTES} bytes`)];
  const checked = checkDocument(policy, { name: 'topic policy', kind: 'topic' });
  if (checked.compiled === undefined) return checked.problems.map(({ message }) => invalid(message));
  return statementsOf(checked.compiled.document).flatMap(
    ({ Action: action, NotAction: notAction, Resource: resource }) => [
      ...[...listOf(action), ...listOf(notAction)]
        .filter((each) => !ACTIONS.has(each.toLowerCase()))
        .map((each) => invalid(`Policy statement action out of service scope! ${each}`)),
      ...listOf(resource)
        .filter((each) => each !== '*' && parseArn(each)?.service !== 'sns')
        .map((each) => invalid(`Policy statement resource out of service scope! ${each}`)),
    ],
  );
}
