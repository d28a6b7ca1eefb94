import { cloudTrailArn, lambdaFunctionArn, logGroupArn, s3BucketArn, type RequestPath } from '@palisade/policies';
import type { KmsWay, S3Way } from '../../src/blueprints/access-ways.ts';

type Context = RequestPath['context'];

export const outside = { 'aws:SourceIp': '198.51.100.7' };
export const tls = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3' };
const inHeader = { 's3:authType': 'REST-HEADER' };
const elsewhere = { 'aws:SourceVpce': 'vpce-00000000000000000', 'aws:SourceVpc': 'vpc-00000000000000000' };

/** Asking S3 to encrypt with a key. */
export function askingFor(keyArn: string) {
  return {
    's3:x-amz-server-side-encryption': 'aws:kms',
    's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn,
  };
}

/** Through one of a stack's endpoints, by its name in the model. */
export function through(endpoint: string, context: Context = {}): RequestPath {
  return { endpoint, context: { ...tls, ...context } };
}

/** The ways to S3 as requests carry them, for the documents' key and another one. */
export function pathsToS3(keys: { readonly documents: string; readonly other: string }): Record<S3Way, RequestPath> {
  const asked = askingFor(keys.documents);
  const path = (context: Context): RequestPath => ({ context: { ...inHeader, ...context } });
  return {
    tls: path({ ...tls, ...outside, ...asked }),
    'tls-silent': path({ ...tls, ...outside }),
    'owner-acl': path({ ...tls, ...outside, ...asked, 's3:x-amz-acl': 'bucket-owner-full-control' }),
    's3-endpoint': through('s3', { ...inHeader, ...asked }),
    's3-endpoint-other-key': through('s3', { ...inHeader, ...askingFor(keys.other) }),
    's3-endpoint-silent': through('s3', inHeader),
    'other-endpoint': path({ ...tls, ...asked, ...elsewhere }),
    'plain-http': path({ ...outside, ...asked, 'aws:SecureTransport': false }),
    'old-tls': path({ ...outside, ...asked, 'aws:SecureTransport': true, 's3:TlsVersion': '1.1' }),
  };
}

/** What of a stack is encrypted. */
export interface Encrypted {
  readonly account: string;
  readonly region: string;
  readonly bucketArn: string;
  readonly functionArn: string;
  readonly logGroup: string;
  readonly trail: string;
}

/** The ways to a key as requests carry them, but for `tls`, by which a key is asked as everything else is. */
export function pathsToKeys(of: Encrypted): Record<Exclude<KmsWay, 'tls'>, RequestPath> {
  const here = { account: of.account, region: of.region };
  const via = viaService(here);
  const group = { 'aws:logs:arn': logGroupArn({ ...here, group: of.logGroup }) };
  const trail = { 'aws:cloudtrail:arn': cloudTrailArn({ ...here, name: of.trail }) };
  return {
    'group-context': directly(group),
    'trail-context': directly(trail),
    'via-s3': via('s3', { 'aws:s3:arn': of.bucketArn }),
    'via-s3-other-bucket': via('s3', { 'aws:s3:arn': s3BucketArn({ bucket: 'other-bucket' }) }),
    'via-s3-trail': via('s3', trail),
    'via-dynamodb-other-table': via('dynamodb', tableContext(of.account, 'other-table')),
    'via-lambda': via('lambda', { 'aws:lambda:FunctionArn': of.functionArn }),
    'via-lambda-other-function': via('lambda', {
      'aws:lambda:FunctionArn': lambdaFunctionArn({ ...here, name: 'other' }),
    }),
    'via-logs': via('logs', group),
    'via-logs-other-group': via('logs', { 'aws:logs:arn': logGroupArn({ ...here, group: '/aws/lambda/other' }) }),
  };
}

type EncryptionContext = Readonly<Record<string, string>>;

/** A service that asks a key for its caller. */
export function viaService({ account, region }: { readonly account: string; readonly region: string }) {
  return (service: string, encryptionContext: EncryptionContext): RequestPath =>
    directly(encryptionContext, {
      'kms:ViaService': `${service}.${region}.amazonaws.com`,
      'kms:CallerAccount': account,
      // Only CreateGrant carries it, and it is true of whatever a service grants for its caller.
      'kms:GrantIsForAWSResource': 'true',
    });
}

/** What DynamoDB encrypts a table with. */
export function tableContext(account: string, table: string): EncryptionContext {
  return { 'aws:dynamodb:tableName': table, 'aws:dynamodb:subscriberId': account };
}

function directly(encryptionContext: EncryptionContext, more: Context = {}): RequestPath {
  const keys = Object.entries(encryptionContext).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]);
  return { context: { ...tls, ...outside, ...more, ...(Object.fromEntries(keys) as EncryptionContext) } };
}
