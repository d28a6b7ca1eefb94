import * as pulumi from '@pulumi/pulumi';
import { RECEIPTS_PREFIX } from '@palisade/shared-types';
import { createAlarms } from '../../components/alarms.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { nameTags } from '../../components/name-tags.ts';
import { createAlarmTopic } from '../alarm-topic.ts';
import { createAudit } from '../audit.ts';
import type { Stack } from '../blueprint.ts';
import { alarmsOf } from './alarms.ts';
import { createApi, createStage } from './api.ts';
import { createDomain } from './domain.ts';
import { createFirewall } from './firewall.ts';
import { createHandler, securityGroupsOf } from './handler.ts';
import { createKeys } from './keys.ts';
import { maskCardNumbers } from './log-masking.ts';
import { createVpc, createWays } from './network.ts';
import type { PaymentsOutputs } from './outputs.ts';
import type { Part } from './part.ts';
import { paymentsNames } from './payments-names.ts';
import { createRoles } from './roles.ts';
import { createSecurityMetrics } from './security-metrics.ts';
import type { PaymentsSettings } from './settings.ts';
import { createBuckets, createTables } from './storage.ts';

export interface PaymentsStackArgs {
  readonly stack: Stack;
  readonly settings: PaymentsSettings;
}

/** First part of every name, as the requirement's examples have it: `payment-vpc-dev`. */
const PREFIX = 'payment-';

/**
 * The whole payments API. The VPC, roles and the API come first, since keys and policies name them; then keys, ways out, storage and the
 * function; then the stage, the firewall before it, and only behind that the name clients call; last what watches over it all.
 */
export class PaymentsStack extends pulumi.ComponentResource {
  readonly outputs: PaymentsOutputs;

  constructor(name: string, { stack, settings }: PaymentsStackArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:systems:PaymentsStack', name, {}, { ...opts, transforms: [nameTags(stack.names, PREFIX)] });
    const prefixed: Stack = { ...stack, names: (type) => stack.names(PREFIX + type) };
    const physical = paymentsNames(prefixed, stack.config.environmentSuffix);
    this.outputs = this.#declare({ stack: prefixed, physical, settings });
    const { api_gateway_url, dynamodb_table_name, s3_bucket_name } = this.outputs;
    this.registerOutputs({ api_gateway_url, dynamodb_table_name, s3_bucket_name });
  }

  #declare(part: Part): PaymentsOutputs {
    const { physical, settings, stack } = part;
    const opts: pulumi.ComponentResourceOptions = { parent: this };
    const vpc = createVpc(part, opts);
    const [receiptsKeyArn, tellReceiptsKeyArn] = pulumi.deferredOutput<string>();
    const roles = createRoles(part, { vpc, receiptsKeyArn }, opts);
    const api = createApi(part, opts);
    const keys = createKeys(part, { api, roles }, opts);
    tellReceiptsKeyArn(keys.s3.arn);
    const keeping: LogKeeping = {
      retentionInDays: settings.logRetentionDays,
      deletionProtected: stack.config.protection === 'prod',
      kmsKeyArn: keys.logs.arn,
    };
    const ways = createWays(part, { vpc, roles, keeping }, opts);
    const buckets = createBuckets(part, { keys, roles, ways }, opts);
    const tables = createTables(part, { keys, roles, ways }, opts);
    const handler = createHandler(part, { roles, vpc, ways, keys, buckets, tables, keeping }, opts);
    const stage = createStage(part, { api, handler, keeping }, opts);
    const firewall = createFirewall(part, { keeping, stage }, opts);
    const domain = createDomain(
      part,
      { api, stage, truststoreBucket: buckets.truststore, behind: firewall.association },
      opts,
    );
    const audit = createAudit(
      part,
      {
        key: keys.operations,
        accessLogs: buckets.accessLogs,
        keeping,
        dataOf: {
          bucketArns: settings.trailObjects === 'all' ? 'all' : [buckets.documents.arn, buckets.truststore.arn],
          tableArns: [tables.transactions.arn, tables.revokedCertificates.arn],
          functionArns: [handler.arn],
        },
      },
      opts,
    );
    maskCardNumbers(
      part,
      {
        processor: handler.logGroupName,
        access: stage.accessLogGroupName,
        execution: stage.executionLogGroupName,
        waf: firewall.logGroupName,
      },
      opts,
    );
    const security = createSecurityMetrics(
      part,
      { handler: handler.logGroupName, access: stage.accessLogGroupName, trail: audit?.trail.logGroupName },
      opts,
    );
    const topic = createAlarmTopic(
      stack,
      { topicName: physical.alarmTopic, key: keys.operations, emails: settings.alarmEmails },
      opts,
    );
    const alarms = createAlarms([...alarmsOf(part), ...security], { names: stack.names, topic }, opts);
    return {
      vpc_id: vpc.vpcId,
      private_subnet_ids: vpc.privateSubnetIds,
      public_subnet_ids: vpc.publicSubnetIds,
      lambda_function_name: handler.name,
      lambda_function_arn: handler.arn,
      s3_bucket_name: buckets.documents.name,
      dynamodb_table_name: tables.transactions.name,
      api_gateway_url: domain.url,
      waf_web_acl_id: firewall.id,
      kms_s3_key_id: keys.s3.id,
      kms_dynamodb_key_id: keys.dynamodb.id,
      kms_logs_key_id: keys.logs.id,
      region: stack.place.region,
      account_id: stack.place.account,
      environment_suffix: stack.config.environmentSuffix,
      s3_bucket_arn: buckets.documents.arn,
      receipts_prefix: RECEIPTS_PREFIX,
      dynamodb_table_arn: tables.transactions.arn,
      revoked_certificates_table_name: tables.revokedCertificates.name,
      revoked_certificates_table_arn: tables.revokedCertificates.arn,
      truststore_bucket_name: buckets.truststore.name,
      access_log_bucket_name: buckets.accessLogs.name,
      rest_api_id: api.id,
      rest_api_name: physical.api,
      stage_name: settings.stageName,
      default_endpoint_url: stage.url,
      domain_name: settings.domainName,
      hosted_zone_id: domain.zoneId,
      ...(domain.nameServers !== undefined && { name_servers: domain.nameServers }),
      certificate_arn: domain.certificateArn,
      truststore_uri: domain.truststoreUri,
      truststore_version: domain.truststoreVersion,
      waf_web_acl_arn: firewall.arn,
      kms_s3_key_arn: keys.s3.arn,
      kms_dynamodb_key_arn: keys.dynamodb.arn,
      kms_logs_key_arn: keys.logs.arn,
      kms_operations_key_id: keys.operations.id,
      kms_operations_key_arn: keys.operations.arn,
      lambda_role_arn: roles.handler.arn,
      lambda_security_group_ids: securityGroupsOf(ways),
      operator_role_arn: roles.operator.arn,
      lambda_log_group_name: handler.logGroupName,
      access_log_group_name: stage.accessLogGroupName,
      execution_log_group_name: stage.executionLogGroupName,
      waf_log_group_name: firewall.logGroupName,
      flow_log_group_name: ways.flowLog.logGroupName,
      log_group_names: [
        handler.logGroupName,
        stage.accessLogGroupName,
        stage.executionLogGroupName,
        firewall.logGroupName,
        ways.flowLog.logGroupName,
        ...(audit === undefined ? [] : [audit.trail.logGroupName]),
      ],
      log_key_arns: [keys.logs.arn],
      log_retention_days: settings.logRetentionDays,
      ...(audit !== undefined && {
        trail_arn: audit.trail.arn,
        trail_name: physical.trail,
        trail_bucket_name: audit.bucket.name,
        trail_log_group_name: audit.trail.logGroupName,
      }),
      alarm_topic_arn: topic.arn,
      alarm_names: alarms.map(({ name: alarm }) => alarm),
      metric_namespace: physical.metricNamespace,
      s3_endpoint_id: ways.s3.endpointId,
      dynamodb_endpoint_id: ways.dynamodb.endpointId,
      logs_endpoint_id: ways.logs.endpointId,
    };
  }
}
