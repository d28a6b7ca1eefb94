import type { Input } from '@pulumi/pulumi';

/**
 * What a payments stack tells its users, its checks and other stacks, in the spelling of the requirement, whose twelve come first.
 * Nothing here is secret.
 */
export interface PaymentsOutputs {
  readonly vpc_id: Input<string>;
  readonly private_subnet_ids: Input<Input<string>[]>;
  readonly public_subnet_ids: Input<Input<string>[]>;
  readonly lambda_function_name: Input<string>;
  readonly lambda_function_arn: Input<string>;
  /** Of payment documents. */
  readonly s3_bucket_name: Input<string>;
  /** Of transactions. */
  readonly dynamodb_table_name: Input<string>;
  /** `https://` and the domain name: `/process-payment` and `/payments/{transactionId}` are below it, for holders of certificates. */
  readonly api_gateway_url: Input<string>;
  readonly waf_web_acl_id: Input<string>;
  readonly kms_s3_key_id: Input<string>;
  readonly kms_dynamodb_key_id: Input<string>;
  readonly kms_logs_key_id: Input<string>;

  readonly region: Input<string>;
  readonly account_id: Input<string>;
  readonly environment_suffix: Input<string>;

  readonly s3_bucket_arn: Input<string>;
  /** Where receipts are in it. */
  readonly receipts_prefix: Input<string>;
  readonly dynamodb_table_arn: Input<string>;
  readonly revoked_certificates_table_name: Input<string>;
  readonly revoked_certificates_table_arn: Input<string>;
  readonly truststore_bucket_name: Input<string>;
  readonly access_log_bucket_name: Input<string>;

  readonly rest_api_id: Input<string>;
  readonly rest_api_name: Input<string>;
  readonly stage_name: Input<string>;
  /** What the API would be called by without the domain name, and answers nothing to: with 403. */
  readonly default_endpoint_url: Input<string>;
  readonly domain_name: Input<string>;
  readonly hosted_zone_id: Input<string>;
  /** Absent where `palisade:hostedZoneId` names a zone: of the one that was made, for its parent to delegate to. */
  readonly name_servers?: Input<Input<string>[]>;
  readonly certificate_arn: Input<string>;
  /** `s3://…`, and the version of it that is in force. */
  readonly truststore_uri: Input<string>;
  readonly truststore_version: Input<string>;
  readonly waf_web_acl_arn: Input<string>;

  readonly kms_s3_key_arn: Input<string>;
  readonly kms_dynamodb_key_arn: Input<string>;
  readonly kms_logs_key_arn: Input<string>;
  readonly kms_operations_key_id: Input<string>;
  readonly kms_operations_key_arn: Input<string>;

  readonly lambda_role_arn: Input<string>;
  /** By which it gets to the endpoints. */
  readonly lambda_security_group_ids: Input<Input<string>[]>;
  /** A person's, taken with a second factor: looks payments up, revokes certificates. */
  readonly operator_role_arn: Input<string>;

  readonly lambda_log_group_name: Input<string>;
  readonly access_log_group_name: Input<string>;
  readonly execution_log_group_name: Input<string>;
  readonly waf_log_group_name: Input<string>;
  readonly flow_log_group_name: Input<string>;
  /** Every log group of the stack. */
  readonly log_group_names: Input<Input<string>[]>;
  /** What they are encrypted with. */
  readonly log_key_arns: Input<Input<string>[]>;
  readonly log_retention_days: Input<number>;

  /** Absent, as the next three, where `palisade:trail` is `existing`. */
  readonly trail_arn?: Input<string>;
  readonly trail_name?: Input<string>;
  readonly trail_bucket_name?: Input<string>;
  readonly trail_log_group_name?: Input<string>;

  /** Told by every alarm. */
  readonly alarm_topic_arn: Input<string>;
  readonly alarm_names: Input<Input<string>[]>;
  /** Namespace of the metrics that are counted in logs. */
  readonly metric_namespace: Input<string>;

  readonly s3_endpoint_id: Input<string>;
  readonly dynamodb_endpoint_id: Input<string>;
  readonly logs_endpoint_id: Input<string>;
}
