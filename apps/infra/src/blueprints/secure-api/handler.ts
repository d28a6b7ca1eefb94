import { lambdaTrustPolicy, statusFunctionPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../../components/customer-key.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateFunction } from '../../components/private-function.ts';
import { ServiceRole } from '../../components/service-role.ts';
import { bundleOf } from '../../handler-bundle.ts';
import type { Stack } from '../blueprint.ts';
import type { SecureApiNames } from './secure-api-names.ts';
import type { SecureApiSettings } from './settings.ts';

export interface HandlerArgs {
  readonly physical: SecureApiNames;
  readonly settings: SecureApiSettings;
  readonly keeping: LogKeeping;
  readonly key: CustomerKey;
}

/** The function behind the API: apps/status-handler, as its build leaves it. It calls no AWS service and runs in no VPC. */
export function createHandler(
  stack: Stack,
  { physical, settings, keeping, key }: HandlerArgs,
  opts: pulumi.ComponentResourceOptions,
): { readonly role: ServiceRole; readonly handler: PrivateFunction } {
  const role = new ServiceRole(
    'handler-role',
    {
      names: stack.names,
      type: 'status-handler-role',
      description: 'Writes the log of the status handler and nothing else',
      trustPolicy: toJson(lambdaTrustPolicy()),
      permissionPolicy: toJson(
        statusFunctionPolicy({
          ...stack.place,
          functionName: physical.handler,
          logGroup: physical.handlerLogGroup,
        }),
      ),
    },
    opts,
  );
  const handler = new PrivateFunction(
    'handler',
    {
      functionName: physical.handler,
      description: 'Says that the API is up and what it was asked',
      role,
      code: bundleOf('status-handler'),
      handler: 'index.handler',
      environment: environmentOf(stack, settings),
      kmsKeyArn: key.arn,
      logGroupName: physical.handlerLogGroup,
      keeping,
      timeoutSeconds: 10,
      memoryMegabytes: 256,
      reservedConcurrency: settings.reservedConcurrency === 0 ? undefined : settings.reservedConcurrency,
    },
    opts,
  );
  return { role, handler };
}

function environmentOf({ config }: Stack, { allowedOrigins }: SecureApiSettings): Readonly<Record<string, string>> {
  return {
    ENVIRONMENT_SUFFIX: config.environmentSuffix,
    ...(allowedOrigins.length > 0 && { ALLOWED_ORIGINS: allowedOrigins.join(',') }),
  };
}
