import { everyResource, allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * What API Gateway does for execution and access logs: the actions of AmazonAPIGatewayPushToCloudWatchLogs, as a policy of
 * the customer's own. Source: API Gateway Developer Guide, "Set up CloudWatch logging for REST APIs".
 *
 * @example
 * pushExecutionLogs().Resource; // => *
 */
export function pushExecutionLogs(): Statement {
  return allow({
    sid: 'PushExecutionLogs',
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:FilterLogEvents',
      'logs:GetLogEvents',
      'logs:PutLogEvents',
    ],
    resources: [
      everyResource(
        'one role serves every API of the account and region, and API Gateway checks that it has all of this',
      ),
    ],
  });
}
