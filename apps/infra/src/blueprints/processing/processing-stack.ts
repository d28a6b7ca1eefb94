import * as pulumi from '@pulumi/pulumi';
import { INCOMING_PREFIX } from '@palisade/shared-types';
import { createAlarms } from '../../components/alarms.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { nameTags } from '../../components/name-tags.ts';
import { createAudit } from '../audit.ts';
import type { Stack } from '../blueprint.ts';
import { alarmsOf } from './alarms.ts';
import { createApi, createApiParts } from './api.ts';
import { createDashboard } from './dashboard.ts';
import { createFlow } from './flow.ts';
import { createFunctions } from './functions.ts';
import { createDataKey, createLogsKey, createMessagingKey } from './keys.ts';
import { createMessaging } from './messaging.ts';
import { createNetwork } from './network.ts';
import type { ProcessingOutputs } from './outputs.ts';
import type { Part } from './part.ts';
import { processingNames } from './processing-names.ts';
import { createFunctionRoles } from './roles.ts';
import { createSecurityMetrics } from './security-metrics.ts';
import type { ProcessingSettings } from './settings.ts';
import { createBuckets, createTables } from './storage.ts';
import { createVerifierRole } from './verifier.ts';

export interface ProcessingStackArgs {
  readonly stack: Stack;
  readonly settings: ProcessingSettings;
}

/**
 * The whole platform. Roles and the API come first, since keys name them; then keys, network, storage and messaging; then functions,
 * what calls them, and last what watches over it all.
 */
export class ProcessingStack extends pulumi.ComponentResource {
  readonly outputs: ProcessingOutputs;

  constructor(name: string, { stack, settings }: ProcessingStackArgs, opts: pulumi.ComponentResourceOptions) {
    const prefix = `${settings.namePrefix}-`;
    super('palisade:systems:ProcessingStack', name, {}, { ...opts, transforms: [nameTags(stack.names, prefix)] });
    const prefixed: Stack = { ...stack, names: (type) => stack.names(prefix + type) };
    this.outputs = this.#declare({ stack: prefixed, physical: processingNames(prefixed), settings });
    const { apiUrl, bucketName, documentsTableName, uploadUrl } = this.outputs;
    this.registerOutputs({ apiUrl, uploadUrl, bucketName, documentsTableName });
  }

  #declare(part: Part): ProcessingOutputs {
    const { physical, settings, stack } = part;
    const opts: pulumi.ComponentResourceOptions = { parent: this };
    const roles = createFunctionRoles(part, opts);
    const api = createApi(part, opts);
    const logsKey = createLogsKey(part, api, opts);
    const verifier = createVerifierRole(part, logsKey, opts);
    const dataKey = createDataKey(part, { roles, readerArns: verifier === undefined ? [] : [verifier.arn] }, opts);
    const messagingKey = createMessagingKey(part, roles, opts);
    const keeping: LogKeeping = {
      retentionInDays: settings.logRetentionDays,
      deletionProtected: stack.config.protection === 'prod',
      kmsKeyArn: logsKey.arn,
    };
    const network = createNetwork(part, { roles, api, keeping }, opts);
    const buckets = createBuckets(part, { key: dataKey, roles, network, verifierRoleArn: verifier?.arn }, opts);
    const tables = createTables(part, dataKey, opts);
    const messaging = createMessaging(part, messagingKey, opts);
    const functions = createFunctions(
      part,
      { roles, network, buckets, tables, messaging, key: messagingKey, dataKey, keeping },
      opts,
    );
    const { authorizer, invokeRole, plans, stage } = createApiParts(part, { api, functions, keeping }, opts);
    createFlow(part, { functions, buckets, tables, messaging }, opts);
    const audit = createAudit(
      part,
      {
        key: logsKey,
        accessLogs: buckets.accessLogs,
        keeping,
        dataOf: {
          bucketArns: [buckets.documents.arn],
          tableArns: [tables.documents.arn, tables.permissions.arn],
          functionArns: Object.values(functions).map(({ arn }) => arn),
        },
      },
      opts,
    );
    const security = createSecurityMetrics(
      part,
      {
        authorizer: functions.authorizer.logGroupName,
        access: stage.accessLogGroupName,
        trail: audit?.trail.logGroupName,
      },
      opts,
    );
    const alarms = createAlarms(
      [...alarmsOf(part), ...security],
      { names: stack.names, topic: messaging.alarms },
      opts,
    );
    const dashboard = createDashboard(part, alarms, security, opts);
    const logGroupNames = [
      ...Object.values(functions).map(({ logGroupName }) => logGroupName),
      stage.accessLogGroupName,
      stage.executionLogGroupName,
      network.flowLog.logGroupName,
      ...(audit === undefined ? [] : [audit.trail.logGroupName]),
    ];
    const { deadLetters } = messaging;
    return {
      apiUrl: pulumi.interpolate`${stage.url}/documents`,
      uploadUrl: pulumi.interpolate`${stage.url}/documents/uploads`,
      apiId: api.id,
      apiName: physical.api,
      stageName: settings.stageName,
      authorizerId: authorizer.id,
      authorizerCacheSeconds: settings.authorizerCacheSeconds,
      readOnlyUsagePlanId: plans['read-only'].id,
      readWriteUsagePlanId: plans['read-write'].id,
      adminUsagePlanId: plans.admin.id,
      region: stack.place.region,
      accountId: stack.place.account,
      bucketName: buckets.documents.name,
      bucketArn: buckets.documents.arn,
      incomingPrefix: INCOMING_PREFIX,
      accessLogBucketName: buckets.accessLogs.name,
      documentsTableName: tables.documents.name,
      documentsTableArn: tables.documents.arn,
      documentsStreamArn: tables.documents.streamArn,
      permissionsTableName: tables.permissions.name,
      permissionsTableArn: tables.permissions.arn,
      authorizerFunctionName: functions.authorizer.name,
      authorizerFunctionArn: functions.authorizer.arn,
      apiHandlerFunctionName: functions.apiHandler.name,
      apiHandlerFunctionArn: functions.apiHandler.arn,
      processorFunctionName: functions.processor.name,
      processorFunctionArn: functions.processor.arn,
      notifierFunctionName: functions.notifier.name,
      notifierFunctionArn: functions.notifier.arn,
      authorizerRoleArn: roles.authorizer.arn,
      apiHandlerRoleArn: roles.apiHandler.arn,
      processorRoleArn: roles.processor.arn,
      notifierRoleArn: roles.notifier.arn,
      authorizerInvokeRoleArn: invokeRole.arn,
      ...(verifier !== undefined && { verifierRoleArn: verifier.arn }),
      authorizerDeadLetterQueueUrl: deadLetters.authorizer.url,
      authorizerDeadLetterQueueArn: deadLetters.authorizer.arn,
      apiHandlerDeadLetterQueueUrl: deadLetters.apiHandler.url,
      apiHandlerDeadLetterQueueArn: deadLetters.apiHandler.arn,
      processorDeadLetterQueueUrl: deadLetters.processor.url,
      processorDeadLetterQueueArn: deadLetters.processor.arn,
      notifierDeadLetterQueueUrl: deadLetters.notifier.url,
      notifierDeadLetterQueueArn: deadLetters.notifier.arn,
      changesTopicArn: messaging.changes.arn,
      alarmTopicArn: messaging.alarms.arn,
      dataKeyArn: dataKey.arn,
      logsKeyArn: logsKey.arn,
      messagingKeyArn: messagingKey.arn,
      dataKeyAlias: dataKey.alias,
      logsKeyAlias: logsKey.alias,
      messagingKeyAlias: messagingKey.alias,
      authorizerLogGroupName: functions.authorizer.logGroupName,
      apiHandlerLogGroupName: functions.apiHandler.logGroupName,
      processorLogGroupName: functions.processor.logGroupName,
      notifierLogGroupName: functions.notifier.logGroupName,
      accessLogGroupName: stage.accessLogGroupName,
      executionLogGroupName: stage.executionLogGroupName,
      flowLogGroupName: network.flowLog.logGroupName,
      logGroupNames,
      logKeyArns: [logsKey.arn],
      logRetentionDays: settings.logRetentionDays,
      ...(audit !== undefined && {
        trailArn: audit.trail.arn,
        trailName: physical.trail,
        trailBucketName: audit.bucket.name,
        trailLogGroupName: audit.trail.logGroupName,
      }),
      dashboardName: dashboard.dashboardName,
      alarmNames: alarms.map(({ name: alarm }) => alarm),
      metricNamespace: physical.metricNamespace,
      vpcId: network.vpc.vpcId,
      privateSubnetIds: network.vpc.privateSubnetIds,
      s3EndpointId: network.s3.endpointId,
      dynamodbEndpointId: network.dynamodb.endpointId,
      snsEndpointId: network.sns.endpointId,
      executeApiEndpointId: network.executeApi.endpointId,
    };
  }
}
