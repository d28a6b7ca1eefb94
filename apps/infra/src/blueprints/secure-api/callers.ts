import { assumableByPolicy, auditorPolicy, kmsKeyArn, statusClientPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../../components/customer-key.ts';
import { ServiceRole } from '../../components/service-role.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import type { SecureApiNames } from './secure-api-names.ts';
import type { SecureApiSettings } from './settings.ts';

/** May call the API, and nothing else. */
export function createClientRole(
  stack: Stack,
  settings: SecureApiSettings,
  apiId: pulumi.Input<string>,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return new ServiceRole(
    'client-role',
    {
      names: stack.names,
      type: 'status-client-role',
      description: 'Calls the secure API',
      trustPolicy: callersOf(stack, settings),
      permissionPolicy: policyJson(statusClientPolicy, { ...stack.place, api: apiId, stage: settings.stageName }),
    },
    opts,
  );
}

/** May read the two logs that tell of a request, which takes the key as well: for checks and operators, so off unless asked for. */
export function createVerifierRole(
  stack: Stack,
  args: { readonly physical: SecureApiNames; readonly settings: SecureApiSettings; readonly key: CustomerKey },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole | undefined {
  const { physical, settings, key } = args;
  if (settings.verifierRole === 'absent') return undefined;
  return new ServiceRole(
    'verifier-role',
    {
      names: stack.names,
      type: 'status-verifier-role',
      description: 'Reads the encrypted logs of the secure API',
      trustPolicy: callersOf(stack, settings),
      permissionPolicy: policyJson(auditorPolicy, {
        ...stack.place,
        logGroups: [physical.handlerLogGroup, physical.accessLogGroup],
        keys: [key.id.apply((id) => kmsKeyArn({ ...stack.place, id }))],
      }),
    },
    opts,
  );
}

function callersOf({ deployerArn }: Stack, { callerArns }: SecureApiSettings): string {
  const [first = deployerArn, ...rest] = callerArns;
  return toJson(assumableByPolicy({ principals: [first, ...rest] }));
}
