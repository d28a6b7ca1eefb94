import { dynamodbIndexArn, dynamodbTableArn, type TableName } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import { itemActions } from '../../kinds/table.ts';
import type { Statement } from '../../statement.ts';
import { principalArns, unlessAwsService } from '../exemptions.ts';

/**
 * Items are read and written by these principals only, whatever others are granted. Management, backups and recovery are left alone.
 *
 * @example
 * itemsOnlyBy({ ...here, table: 't', principals: [role] }).Effect; // => Deny
 */
export function itemsOnlyBy(at: TableName & { readonly principals: readonly [string, ...string[]] }): Statement {
  return deny({
    sid: 'ItemsOnlyByPrincipals',
    principal: '*',
    actions: itemActions,
    resources: [dynamodbTableArn(at), dynamodbIndexArn({ ...at, index: '*' })],
    when: { ArnNotLike: { 'aws:PrincipalArn': principalArns(at.principals) }, ...unlessAwsService },
  });
}
