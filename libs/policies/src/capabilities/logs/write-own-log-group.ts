import { logGroupArn, logGroupContentsArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * CreateLogGroup, CreateLogStream and PutLogEvents: what a Lambda function needs to log, on its own group only.
 *
 * @example
 * writeOwnLogGroup({ ...here, group: '/aws/lambda/f' }).Action; // => ["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]
 */
export function writeOwnLogGroup(at: InRegion & { readonly group: string; readonly sid?: string }): Statement {
  return allow({
    sid: at.sid ?? 'WriteOwnLogGroup',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    // CreateLogGroup acts on the group, the others on what is in it.
    resources: [logGroupArn(at), logGroupContentsArn(at)],
  });
}
