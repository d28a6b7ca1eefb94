import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { denyTableDestructionWithoutMfa } from '../../guardrails/dynamodb/deny-table-destruction-without-mfa.ts';
import { itemsOnlyBy } from '../../guardrails/dynamodb/items-only-by.ts';
import { itemsOnlyThroughEndpoint } from '../../guardrails/dynamodb/items-only-through-endpoint.ts';
import { tablePolicy } from '../../kinds/table.ts';

/** A table of the payments API and everybody its policy knows. */
export interface PaymentTable extends InRegion {
  readonly table: string;
  /** The DynamoDB gateway endpoint, such as `vpce-0a1b2c3d`. */
  readonly endpointId: string;
  /** Role of the payment processor. */
  readonly functionRoleArn: string;
  /** Role of operators, who come from outside the VPC. */
  readonly operatorRoleArn: string;
  /** Users or roles that deploy the stack: they manage the table and never see its items. */
  readonly deployerArns: readonly [string, ...string[]];
}

/**
 * A table of the payments API: items only by the processor, through the endpoint, and by operators; destroyed by whoever deploys, and
 * by nobody else without a second factor. Backups and recovery are left alone. It allows nothing: the roles' own policies do.
 *
 * @example
 * const at: PaymentTable = {
 *   ...here,
 *   table: 'transactions',
 *   endpointId: 'vpce-1',
 *   functionRoleArn: role,
 *   operatorRoleArn: iamRoleArn({ account, name: 'operator' }),
 *   deployerArns: [iamUserArn({ account, name: 'deployer' })],
 * };
 * paymentTablePolicy(at).kind; // => table
 */
export function paymentTablePolicy(at: PaymentTable): Policy {
  const { deployerArns, functionRoleArn, operatorRoleArn } = at;
  return tablePolicy(at, [
    itemsOnlyBy({ ...at, principals: [functionRoleArn, operatorRoleArn] }),
    itemsOnlyThroughEndpoint({ ...at, except: [operatorRoleArn] }),
    denyTableDestructionWithoutMfa({ ...at, except: deployerArns }),
  ]);
}
