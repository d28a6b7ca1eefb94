import { snsTopicArn, type InRegion } from '../arn/index.ts';
import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { checkAll, isAbout, noConfusedDeputy, noStrangers, type Check } from './checks.ts';
import { checkQuotas } from './quotas.ts';

/** Source: Amazon SNS Developer Guide, "Amazon SNS API permissions", "Valid Amazon SNS policy actions". */
const valid: ReadonlySet<string> = new Set([
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:GetDataProtectionPolicy',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:ListTagsForResource',
  'sns:Publish',
  'sns:PutDataProtectionPolicy',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
]);

/**
 * The policy of one topic, named by default after it. Throws a PolicyError for a statement about anything else, an action
 * SNS does not take here (`sns:*` among them), a public Allow, an Allow to a service for anybody's resources, and
 * more than SNS's quotas: 100 statements, 200 principals.
 * Source: Amazon SNS Developer Guide, "Amazon SNS API permissions".
 *
 * @example
 * topicPolicy({ ...here, topic: 'alarms' }, [denyInsecurePublishing({ ...here, topic: 'alarms' })]).kind; // => topic
 */
export function topicPolicy(
  at: InRegion & { readonly topic: string; readonly name?: string },
  statements: readonly Statement[],
): Policy {
  const topic = snsTopicArn({ ...at, name: at.topic });
  const name = at.name ?? at.topic;
  checkAll(name, statements, [
    isAbout('this topic', (arn) => arn === topic, `Name ${topic}.`),
    validActions,
    noStrangers('the topic is public'),
    noConfusedDeputy,
  ]);
  checkQuotas(name, statements, { statements: 100, principals: 200 });
  return buildPolicy(name, 'topic', statements, sizeBudgets.topic);
}

const validActions: Check = (name, { Sid: sid, Action: action, NotAction: notAction }) => {
  const other = [...listOf(action), ...listOf(notAction)].find((one) => !valid.has(one));
  if (other === undefined) return;
  throw new PolicyError(
    name,
    sid,
    `SNS takes no "${other}" in the policy of a topic`,
    `Name actions on the topic, such as sns:Publish; SNS takes ${[...valid].join(', ')}.`,
  );
};
