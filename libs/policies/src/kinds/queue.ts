import { sqsQueueArn, type InRegion } from '../arn/index.ts';
import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { actionsOfService, checkAll, isAbout, noConfusedDeputy, noLockout, noStrangers, type Check } from './checks.ts';
import { principalsOutside } from './other-accounts.ts';
import { checkQuotas } from './quotas.ts';

/** Source: Amazon SQS Developer Guide, "Limitations of Amazon SQS custom policies", "Cross-account access". */
const neverCrossAccount: ReadonlySet<string> = new Set([
  'sqs:AddPermission',
  'sqs:CancelMessageMoveTask',
  'sqs:CreateQueue',
  'sqs:DeleteQueue',
  'sqs:ListMessageMoveTasks',
  'sqs:ListQueues',
  'sqs:ListQueueTags',
  'sqs:RemovePermission',
  'sqs:SetQueueAttributes',
  'sqs:StartMessageMoveTask',
  'sqs:TagQueue',
  'sqs:UntagQueue',
]);

/**
 * The policy of one queue, named by default after it. Throws a PolicyError for a statement about anything else, a public
 * Allow, an Allow to a service for anybody's resources, a Deny of everything to everyone, an Allow of what SQS never lets
 * another account do, and more than SQS's quotas: 20 statements, 50 principals, 10 conditions, 7 actions in a statement.
 * Source: Amazon SQS Developer Guide, "Amazon SQS policy quotas".
 *
 * @example
 * queuePolicy({ ...here, queue: 'jobs' }, [denyInsecureQueueTransport({ ...here, queue: 'jobs' })]).kind; // => queue
 */
export function queuePolicy(
  at: InRegion & { readonly queue: string; readonly name?: string },
  statements: readonly Statement[],
): Policy {
  const queue = sqsQueueArn({ ...at, name: at.queue });
  const name = at.name ?? at.queue;
  checkAll(name, statements, [
    isAbout('this queue', (arn) => arn === queue, `Name ${queue}.`),
    actionsOfService('sqs'),
    noStrangers('the queue is public'),
    noConfusedDeputy,
    noLockout('sqs'),
    crossAccount(at.account),
    sevenActions,
  ]);
  checkQuotas(name, statements, { statements: 20, principals: 50, conditions: 10 });
  return buildPolicy(name, 'queue', statements, sizeBudgets.queue);
}

const sevenActions: Check = (name, { Sid: sid, Action: action, NotAction: notAction }) => {
  const count = listOf(action ?? notAction).length;
  if (count > 7)
    throw new PolicyError(name, sid, `${count} actions, SQS takes 7 in a statement`, 'Split it into two statements.');
};

function crossAccount(account: string): Check {
  return (name, { Sid: sid, Effect: effect, Action: action, Principal: principal }) => {
    const own = effect === 'Allow' ? listOf(action).find((one) => neverCrossAccount.has(one)) : undefined;
    const [stranger] = own === undefined ? [] : principalsOutside(account, principal);
    if (stranger === undefined) return;
    throw new PolicyError(
      name,
      sid,
      `SQS never lets another account (${stranger}) do ${own}`,
      'Let it assume a role of this account for that.',
    );
  };
}
