import { join, relative } from 'node:path';
import { documentFunctionPolicy, lambdaTrustPolicy, toJson } from '@palisade/policies';
import * as pulumi from '@pulumi/pulumi';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateFunction } from '../../components/private-function.ts';
import { ServiceRole } from '../../components/service-role.ts';
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
  readonly subnetIds: pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  readonly parkingSecurityGroupId: pulumi.Input<string>;
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
      code: new pulumi.asset.FileArchive(bundleOf('document-handler')),
      handler: 'index.handler',
      environment: { BUCKET_NAME: args.bucketName },
      subnetIds: args.subnetIds,
      securityGroupIds: [args.securityGroupId],
      parkingSecurityGroupId: args.parkingSecurityGroupId,
      logGroupName: physical.handlerLogGroup,
      keeping,
      timeoutSeconds: 25,
      memoryMegabytes: 512,
      reservedConcurrency: settings.reservedConcurrency === 0 ? undefined : settings.reservedConcurrency,
    },
    opts,
  );
}

/** Relative to where Pulumi runs the program, so that the state is the same on every machine. */
function bundleOf(app: string): string {
  return relative(process.cwd(), join(import.meta.dirname, '../../../..', app, 'dist'));
}
