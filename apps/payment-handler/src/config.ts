import { bucketName, required, tableName, type Environment } from '@palisade/lambda-kit';

/** Settings of the function, from its environment. */
export interface Config {
  /** In every log line. */
  environment: string;
  /** Partition key `transactionId`. */
  transactionsTable: string;
  /** Partition key `serialNumber`; a certificate is revoked if there is an item of its serial number. */
  revokedCertificatesTable: string;
  receiptsBucket: string;
  /** Encrypts receipts, by name. */
  receiptsKeyArn: string;
}

/** Reads five variables, all of them required: nothing of where payments go is left to a default. */
export function readConfig(env: Environment): Config {
  return {
    environment: required(env, 'ENVIRONMENT_SUFFIX', /^[a-z0-9-]{1,16}$/, 'suffix of an environment'),
    transactionsTable: tableName(env, 'TRANSACTIONS_TABLE'),
    revokedCertificatesTable: tableName(env, 'REVOKED_CERTIFICATES_TABLE'),
    receiptsBucket: bucketName(env, 'RECEIPTS_BUCKET'),
    receiptsKeyArn: required(env, 'RECEIPTS_KEY_ARN', KMS_KEY_ARN, 'ARN of a KMS key'),
  };
}

const KMS_KEY_ARN = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;
