import { logsKeyPolicy } from '@palisade/policies';
import * as pulumi from '@pulumi/pulumi';
import { CustomerKey } from '../../components/customer-key.ts';
import type { RestApi } from '../../components/rest-api.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import type { SecureApiNames } from './secure-api-names.ts';
import type { SecureApiSettings } from './settings.ts';

/**
 * The key of all the stack's logs and of the function's environment. Its policy names the log groups, so it is made before them; the
 * execution log's name holds the API's id, so the API is made before the key.
 */
export function createKey(
  stack: Stack,
  args: { readonly physical: SecureApiNames; readonly settings: SecureApiSettings; readonly api: RestApi },
  opts: pulumi.ComponentResourceOptions,
): CustomerKey {
  const { physical, settings, api } = args;
  const { handlerLogGroup, accessLogGroup } = physical;
  const executionLogGroup = pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${settings.stageName}`;
  return new CustomerKey(
    'logs-key',
    {
      description: `Encrypts the logs of ${stack.names('secure-api')} and the environment of its function`,
      alias: physical.keyAlias,
      policy: policyJson(logsKeyPolicy, {
        ...stack.place,
        name: physical.keyAlias,
        functionName: physical.handler,
        deployerArns: [stack.deployerArn],
        logGroups: [handlerLogGroup, accessLogGroup, executionLogGroup],
      }),
      deletionWindowInDays: stack.config.protection === 'prod' ? 30 : 7,
    },
    opts,
  );
}
