import { documentFunctionPolicy, lambdaTrustPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateFunction, type FunctionNetwork } from '../../components/private-function.ts';
import { ServiceRole } from '../../components/service-role.ts';
import { bundleOf } from '../../handler-bundle.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import type { DocumentsNames } from './documents-names.ts';
import type { DocumentsSettings } from './settings.ts';

/** The function's execution role: exactly the permissions the requirement lists. */
export function createHandlerRole(
  { names, place }: Stack,
  physical: DocumentsNames,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return new ServiceRole(
    'handler-role',
    {
      names,
      type: 'document-handler-role',
      description: 'Stores documents in the documents bucket',
      trustPolicy: toJson(lambdaTrustPolicy()),
      permissionPolicy: policyJson(documentFunctionPolicy, {
        ...place,
        bucket: physical.bucket,
        functionName: physical.handler,
        logGroup: physical.handlerLogGroup,
      }),
    },
    opts,
  );
}

export interface HandlerArgs {
  readonly physical: DocumentsNames;
  readonly settings: DocumentsSettings;
  readonly keeping: LogKeeping;
  readonly role: ServiceRole;
  readonly bucketName: pulumi.Input<string>;
  readonly network: FunctionNetwork;
}

/** The function behind the API: apps/document-handler, as its build leaves it. */
export function createHandler(args: HandlerArgs, opts: pulumi.ComponentResourceOptions): PrivateFunction {
  const { physical, settings, keeping } = args;
  return new PrivateFunction(
    'handler',
    {
      functionName: physical.handler,
      description: 'Stores submitted documents in S3',
      role: args.role,
      code: bundleOf('document-handler'),
      handler: 'index.handler',
      environment: { BUCKET_NAME: args.bucketName },
      network: args.network,
      logGroupName: physical.handlerLogGroup,
      keeping,
      timeoutSeconds: 25,
      memoryMegabytes: 512,
      reservedConcurrency: settings.reservedConcurrency === 0 ? undefined : settings.reservedConcurrency,
    },
    opts,
  );
}
