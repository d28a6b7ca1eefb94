import type * as pulumi from '@pulumi/pulumi';
import { ServiceRole } from '../../components/service-role.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import type { DocumentsNames } from './documents-names.ts';
import { callerTrust, clientPermissions, verifierPermissions } from './policies.ts';
import type { DocumentsSettings } from './settings.ts';

/** May submit documents, and nothing else. */
export function createClientRole(
  stack: Stack,
  settings: DocumentsSettings,
  apiId: pulumi.Input<string>,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return new ServiceRole(
    'client-role',
    {
      names: stack.names,
      type: 'document-client-role',
      description: 'Submits documents to the API',
      trustPolicy: callersOf(stack, settings),
      permissionPolicy: policyJson(clientPermissions, {
        ...stack.place,
        api: apiId,
        stage: settings.stageName,
        method: 'POST',
        path: 'documents',
      }),
    },
    opts,
  );
}

/** May look at stored documents and at the logs from outside the VPC: for end-to-end checks, so off unless asked for. */
export function createVerifierRole(
  stack: Stack,
  settings: DocumentsSettings,
  physical: DocumentsNames,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole | undefined {
  if (settings.verifierRole === 'absent') return undefined;
  return new ServiceRole(
    'verifier-role',
    {
      names: stack.names,
      type: 'document-verifier-role',
      description: 'Reads documents and logs to verify a deployment',
      trustPolicy: callersOf(stack, settings),
      permissionPolicy: policyJson(verifierPermissions, {
        ...stack.place,
        bucket: physical.bucket,
        logGroups: [physical.handlerLogGroup, physical.accessLogGroup],
      }),
    },
    opts,
  );
}

function callersOf(stack: Stack, { callerArns }: DocumentsSettings): pulumi.Output<string> {
  return policyJson(callerTrust, callerArns.length > 0 ? [...callerArns] : [stack.deployerArn]);
}
