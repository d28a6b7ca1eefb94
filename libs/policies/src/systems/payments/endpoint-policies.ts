import { dynamodbTableArn, s3ObjectArn, type InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { allow } from '../../build/statement.ts';
import { writeLogStreams } from '../../capabilities/logs/write-log-streams.ts';
import { gatewayEndpointPolicy, interfaceEndpointPolicy } from '../../kinds/endpoint.ts';
import type { ConditionBlock } from '../../statement.ts';

/** The processor of this account, about what is in this account: a gateway endpoint takes no principal but `*`. */
const by = (role: string, account: string): ConditionBlock => ({
  ArnEquals: { 'aws:PrincipalArn': role },
  StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account },
});

/**
 * What passes the payments API's S3 endpoint: the processor's receipts. It is no way out to other buckets.
 *
 * @example
 * paymentS3EndpointPolicy({ ...here, bucket: 'docs', receiptPrefix: 'receipts/', functionRoleArn: role }).kind; // => endpoint
 */
export function paymentS3EndpointPolicy(
  at: InRegion & { readonly bucket: string; readonly receiptPrefix: string; readonly functionRoleArn: string },
): Policy {
  return gatewayEndpointPolicy('s3-endpoint', [
    allow({
      sid: 'ProcessorKeepsReceipts',
      principal: '*',
      actions: ['s3:PutObject'],
      resources: [s3ObjectArn({ ...at, key: `${at.receiptPrefix}*` })],
      when: by(at.functionRoleArn, at.account),
    }),
  ]);
}

/**
 * What passes the payments API's DynamoDB endpoint: the processor's transactions, and its look at the certificates revoked.
 *
 * @example
 * const tables = { transactionsTable: 'transactions', revokedCertificatesTable: 'revoked-certificates' };
 * paymentDynamodbEndpointPolicy({ ...here, ...tables, functionRoleArn: role }).kind; // => endpoint
 */
export function paymentDynamodbEndpointPolicy(
  at: InRegion & {
    readonly transactionsTable: string;
    readonly revokedCertificatesTable: string;
    readonly functionRoleArn: string;
  },
): Policy {
  return gatewayEndpointPolicy('dynamodb-endpoint', [
    allow({
      sid: 'ProcessorKeepsTransactions',
      principal: '*',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: [dynamodbTableArn({ ...at, table: at.transactionsTable })],
      when: by(at.functionRoleArn, at.account),
    }),
    allow({
      sid: 'ProcessorLooksCertificatesUp',
      principal: '*',
      actions: ['dynamodb:GetItem'],
      resources: [dynamodbTableArn({ ...at, table: at.revokedCertificatesTable })],
      when: by(at.functionRoleArn, at.account),
    }),
  ]);
}

/**
 * What passes the payments API's CloudWatch Logs endpoint: the processor's lines to its own group. Lambda ships logs outside the VPC,
 * so only code that calls CloudWatch Logs itself would come this way.
 *
 * @example
 * paymentLogsEndpointPolicy({ ...here, logGroup: '/aws/lambda/f', functionRoleArn: role }).kind; // => endpoint
 */
export function paymentLogsEndpointPolicy(
  at: InRegion & { readonly logGroup: string; readonly functionRoleArn: string },
): Policy {
  return interfaceEndpointPolicy('logs-endpoint', [
    {
      ...writeLogStreams({ ...at, group: at.logGroup, sid: 'ProcessorWritesLogs' }),
      Principal: { AWS: at.functionRoleArn },
    },
  ]);
}
