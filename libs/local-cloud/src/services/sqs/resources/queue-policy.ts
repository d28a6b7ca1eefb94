import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { actionsOf, listOf, matchGlob, statementsOf } from '@palisade/policies';
import { checkDocument } from '../../../kernel/policy-document.ts';
import { text } from '../../../kernel/properties.ts';
import { onlyOneFor } from './queue-attribute.ts';

export const QUEUE_POLICY = 'aws:sqs/queuePolicy:QueuePolicy';

/** Source: Amazon SQS Developer Guide, "Amazon SQS policy quotas"; API Reference, SetQueueAttributes, Policy. */
export const queuePolicy: ResourceModel = {
  token: QUEUE_POLICY,
  inputs: object({ policy: required(json), queueUrl: required(string) }),
  replaceOn: ['queueUrl'],
  check: (inputs) => checkQueuePolicy(text(inputs, 'policy') ?? ''),
  outputs: (inputs) => ({ id: text(inputs, 'queueUrl') ?? '', outputs: {} }),
  checkInGraph: onlyOneFor,
};

const MOST_BYTES = 8192;

/** What SQS would refuse about the text of a queue policy. */
export function checkQueuePolicy(policy: string): string[] {
  const invalid = (reason: string): string =>
    `InvalidAttributeValue: Invalid value for the parameter Policy. Reason: ${reason}`;
  if (Buffer.byteLength(policy) > MOST_BYTES) return [invalid(`it has more than ${MOST_BYTES} bytes.`)];
  const checked = checkDocument(policy, { name: 'queue policy', kind: 'queue' });
  if (checked.compiled === undefined) return checked.problems.map(({ message }) => invalid(message));
  const statements = statementsOf(checked.compiled.document);
  const problems = statements
    .flatMap(({ Action: action, NotAction: notAction }) => [...listOf(action), ...listOf(notAction)])
    .filter((action) => !isAction(action))
    .map((action) => invalid(`Policy statement action out of service scope! ${action}`));
  if (statements.length > 20) problems.push(invalid(`${statements.length} statements, SQS takes 20.`));
  if (statements.some(({ Action: action }) => listOf(action).length > 7))
    problems.push(invalid('a statement has more than 7 actions.'));
  return problems;
}

let known: readonly string[] | undefined;

function isAction(action: string): boolean {
  if (/^\*+$/.test(action)) return true;
  known ??= actionsOf('sqs').map((each) => each.toLowerCase());
  const pattern = action.toLowerCase();
  return known.some((each) => matchGlob(pattern, each));
}
