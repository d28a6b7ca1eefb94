import { dynamodbTableArn, type InRegion } from '../arn/index.ts';
import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { includesEveryone } from './callers.ts';
import { actionsOfService, checkAll, isAbout, noConfusedDeputy, noLockout, noStrangers, type Check } from './checks.ts';
import { excludesNetworks } from './networks.ts';

/**
 * Actions on the items of a table.
 * Source: DynamoDB Developer Guide, "DynamoDB API operations supported by resource-based policies", data plane and PartiQL.
 *
 * @example
 * itemActions.includes('dynamodb:PutItem'); // => true
 */
export const itemActions = [
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLSelect',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
] as const;

/**
 * The policy of one table and its indexes, named by default after it. Throws a PolicyError for a statement about anything
 * else, a public Allow, an Allow to a service for anybody's resources, a Deny of everything to everyone, and a Deny of the
 * table's management to whoever comes another way than through the network meant: backups, recovery and the next
 * deployment come that way. Source: DynamoDB Developer Guide, "DynamoDB resource-based policy considerations".
 *
 * @example
 * tablePolicy({ ...here, table: 't' }, [itemsOnlyThroughEndpoint({ ...here, table: 't', endpointId: 'vpce-1' })]).kind; // => table
 */
export function tablePolicy(
  at: InRegion & { readonly table: string; readonly name?: string },
  statements: readonly Statement[],
): Policy {
  const table = dynamodbTableArn(at);
  const name = at.name ?? at.table;
  checkAll(name, statements, [
    isAbout(
      'this table or an index of it',
      (arn) => arn === table || arn.startsWith(`${table}/index/`),
      `Name ${table} or ${table}/index/….`,
    ),
    actionsOfService('dynamodb'),
    noStrangers('the table is public'),
    noConfusedDeputy,
    noLockout('dynamodb'),
    networkDeniesItemsOnly,
  ]);
  return buildPolicy(name, 'table', statements, sizeBudgets.table);
}

const networkDeniesItemsOnly: Check = (name, statement) => {
  const { Sid: sid, Effect: effect, Action: action, NotAction: notAction, Principal: principal } = statement;
  if (effect !== 'Deny' || !includesEveryone(principal) || !excludesNetworks(statement.Condition)) return;
  const management = listOf(action).find((one) => !itemActions.some((item) => item === one));
  if (management === undefined && notAction === undefined) return;
  throw new PolicyError(
    name,
    sid,
    `${management ?? 'everything but some actions'} is denied to backups, recovery and the next deployment, which come from elsewhere`,
    'Name actions on items, such as those in itemActions.',
  );
};
