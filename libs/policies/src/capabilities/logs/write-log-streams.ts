import { logGroupContentsArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * CreateLogStream and PutLogEvents in one log group that is there already: what a Lambda function needs to log where the
 * program makes the group, with its retention and its key. A function that is to make the group itself, without either,
 * needs `writeOwnLogGroup`.
 *
 * @example
 * writeLogStreams({ ...here, group: '/aws/lambda/f' }).Action; // => ["logs:CreateLogStream","logs:PutLogEvents"]
 */
export function writeLogStreams(at: InRegion & { readonly group: string; readonly sid?: string }): Statement {
  return allow({
    sid: at.sid ?? 'WriteLogStreams',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroupContentsArn(at)],
  });
}
