import {
  assumableByPolicy,
  documentClientPolicy,
  headObject,
  identityPolicy,
  readLogGroups,
  toJson,
  type Policy,
} from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { ServiceRole } from '../../components/service-role.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import type { DocumentsNames } from './documents-names.ts';
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
      permissionPolicy: policyJson(documentClientPolicy, { ...stack.place, api: apiId, stage: settings.stageName }),
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
      permissionPolicy: toJson(verifierPolicy(stack, physical)),
    },
    opts,
  );
}

/** HeadObject and GetObject on documents, and the two logs that tell of a request. */
function verifierPolicy({ place }: Stack, { bucket, handlerLogGroup, accessLogGroup }: DocumentsNames): Policy {
  return identityPolicy('document-verifier', [
    headObject({ ...place, bucket, sid: 'VerifyDocuments' }),
    readLogGroups({ ...place, groups: [handlerLogGroup, accessLogGroup] }),
  ]);
}

function callersOf({ deployerArn }: Stack, { callerArns }: DocumentsSettings): string {
  const [first = deployerArn, ...rest] = callerArns;
  return toJson(assumableByPolicy({ principals: [first, ...rest] }));
}
