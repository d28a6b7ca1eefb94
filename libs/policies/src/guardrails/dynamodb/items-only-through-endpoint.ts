import { dynamodbIndexArn, dynamodbTableArn, type TableName } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import { itemActions } from '../../kinds/table.ts';
import type { Statement } from '../../statement.ts';
import { principalArns, unlessAwsService } from '../exemptions.ts';

/**
 * Items are read and written through the endpoint only, whoever asks, except by `except`. Management, backups and recovery
 * are left alone, or the next deployment would fail.
 * Source: DynamoDB Developer Guide, "Using VPC endpoints with resource-based policies".
 *
 * @example
 * itemsOnlyThroughEndpoint({ ...here, table: 't', endpointId: 'vpce-1' }).Effect; // => Deny
 */
export function itemsOnlyThroughEndpoint(
  at: TableName & { readonly endpointId: string; readonly except?: readonly string[] },
): Statement {
  const except = principalArns(at.except ?? []);
  return deny({
    sid: 'ItemsOnlyThroughEndpoint',
    principal: '*',
    actions: itemActions,
    resources: [dynamodbTableArn(at), dynamodbIndexArn({ ...at, index: '*' })],
    when: {
      StringNotEquals: { 'aws:SourceVpce': at.endpointId },
      ...(except.length > 0 && { ArnNotLike: { 'aws:PrincipalArn': except } }),
      ...unlessAwsService,
    },
  });
}
