import * as pulumi from '@pulumi/pulumi';
import type { LogKeeping } from '../../components/log-group.ts';
import type { Blueprint, Stack } from '../blueprint.ts';
import { createApi } from './api.ts';
import { createAuditorPolicy } from './auditor.ts';
import { createClientRole, createVerifierRole } from './callers.ts';
import { documentsNames } from './documents-names.ts';
import { createHandler, createHandlerRole } from './handler.ts';
import { createNetwork } from './network.ts';
import type { DocumentsOutputs } from './outputs.ts';
import { readDocumentsSettings, type DocumentsSettings } from './settings.ts';
import { createStorage } from './storage.ts';

/** The secure document API; see README.md beside this file. */
export const documents: Blueprint = {
  name: 'documents',
  region: 'us-east-1',
  complianceScope: 'none',
  configure(reader) {
    const settings = readDocumentsSettings(reader);
    return (stack) => ({ ...declareDocuments(stack, settings) });
  },
};

function declareDocuments(stack: Stack, settings: DocumentsSettings): DocumentsOutputs {
  const opts: pulumi.ComponentResourceOptions = { provider: stack.provider };
  const physical = documentsNames(stack);
  const keeping: LogKeeping = {
    retentionInDays: settings.logRetentionDays,
    deletionProtected: stack.config.protection === 'prod',
  };

  const role = createHandlerRole(stack, physical, opts);
  const verifier = createVerifierRole(stack, settings, physical, opts);
  const network = createNetwork(stack, { physical, settings, keeping, handlerRoleArn: role.arn }, opts);
  const storage = createStorage(
    stack,
    {
      physical,
      settings,
      handlerRoleArn: role.arn,
      endpointId: network.endpoint.endpointId,
      verifierRoleArn: verifier?.arn,
    },
    opts,
  );
  const handler = createHandler(
    {
      physical,
      settings,
      keeping,
      role,
      bucketName: storage.documents.name,
      network: {
        subnetIds: network.vpc.privateSubnetIds,
        securityGroupIds: [network.endpoint.clientSecurityGroupId],
        parkingSecurityGroupId: network.vpc.emptySecurityGroupId,
      },
    },
    opts,
  );
  const { api, stage } = createApi(stack, { physical, settings, keeping, handler }, opts);
  const client = createClientRole(stack, settings, api.id, opts);
  const auditor = createAuditorPolicy(stack, physical.handlerLogGroup, opts);

  return {
    apiUrl: pulumi.interpolate`${stage.url}/documents`,
    apiId: api.id,
    stageName: settings.stageName,
    region: stack.place.region,
    accountId: stack.place.account,
    bucketName: storage.documents.name,
    bucketArn: storage.documents.arn,
    logBucketName: storage.logs.name,
    functionName: handler.name,
    functionArn: handler.arn,
    handlerRoleArn: role.arn,
    clientRoleArn: client.arn,
    clientPolicyArn: client.policyArn,
    ...(verifier !== undefined && { verifierRoleArn: verifier.arn }),
    auditorPolicyArn: auditor.arn,
    handlerLogGroupName: handler.logGroupName,
    accessLogGroupName: stage.accessLogGroupName,
    executionLogGroupName: stage.executionLogGroupName,
    flowLogGroupName: network.flowLog.logGroupName,
    logGroupNames: [
      handler.logGroupName,
      stage.accessLogGroupName,
      stage.executionLogGroupName,
      network.flowLog.logGroupName,
    ],
    logRetentionDays: settings.logRetentionDays,
    vpcId: network.vpc.vpcId,
    vpcEndpointId: network.endpoint.endpointId,
    privateSubnetIds: network.vpc.privateSubnetIds,
    publicSubnetIds: network.vpc.publicSubnetIds,
    functionSecurityGroupId: network.endpoint.clientSecurityGroupId,
  };
}
