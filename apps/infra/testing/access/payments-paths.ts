import { cloudTrailArn, lambdaFunctionArn, logGroupArn, s3BucketArn, type RequestPath } from '@palisade/policies';
import type { PaymentsWay } from '../../src/blueprints/payments/access-names.ts';
import type { GraphView } from '../graph-view.ts';

const outside = { 'aws:SourceIp': '198.51.100.7' };
const tls = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3' };

/** The ways of the contract as requests carry them. */
export function paymentsPaths(view: GraphView): Readonly<Record<PaymentsWay, RequestPath>> {
  return { ...pathsToServices(view), ...pathsToKeys(view) };
}

function pathsToServices(view: GraphView) {
  const encrypted = (key: string) => ({
    's3:x-amz-server-side-encryption': 'aws:kms',
    's3:x-amz-server-side-encryption-aws-kms-key-id': key,
  });
  const asked = encrypted(view.output('kms_s3_key_arn'));
  const other = encrypted(view.output('kms_logs_key_arn'));
  const elsewhere = { 'aws:SourceVpce': 'vpce-00000000000000000', 'aws:SourceVpc': 'vpc-00000000000000000' };
  const path = (context: RequestPath['context'], endpoint?: string): RequestPath => ({
    context: { ...context },
    ...(endpoint !== undefined && { endpoint }),
  });
  return {
    tls: path({ ...tls, ...outside, ...asked }),
    'tls-silent': path({ ...tls, ...outside }),
    'owner-acl': path({ ...tls, ...outside, ...asked, 's3:x-amz-acl': 'bucket-owner-full-control' }),
    's3-endpoint': path({ ...tls, ...asked }, 's3'),
    's3-endpoint-other-key': path({ ...tls, ...other }, 's3'),
    's3-endpoint-silent': path(tls, 's3'),
    'other-endpoint': path({ ...tls, ...asked, ...elsewhere }),
    'plain-http': path({ ...outside, ...asked, 'aws:SecureTransport': false }),
    'old-tls': path({ ...outside, ...asked, 'aws:SecureTransport': true, 's3:TlsVersion': '1.1' }),
    'dynamodb-endpoint': path(tls, 'dynamodb'),
    'logs-endpoint': path(tls, 'logs'),
  } satisfies Partial<Record<PaymentsWay, RequestPath>>;
}

function pathsToKeys(view: GraphView) {
  const here = { account: view.output('account_id'), region: view.output('region') };
  const carrying = (context: Readonly<Record<string, string>>): RequestPath => ({
    context: { ...tls, ...outside, ...context },
  });
  const contextKeys = (context: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]));
  const via = (service: string, context: Readonly<Record<string, string>>): RequestPath =>
    carrying({
      'kms:ViaService': `${service}.${here.region}.amazonaws.com`,
      'kms:CallerAccount': here.account,
      // Only CreateGrant carries it, and it is true of whatever a service grants for its caller.
      'kms:GrantIsForAWSResource': 'true',
      ...contextKeys(context),
    });
  const table = (name: string) => ({ 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': here.account });
  const group = { 'aws:logs:arn': logGroupArn({ ...here, group: view.output('lambda_log_group_name') }) };
  const trail = { 'aws:cloudtrail:arn': cloudTrailArn({ ...here, name: view.output('trail_name') }) };
  return {
    'group-context': carrying(contextKeys(group)),
    'trail-context': carrying(contextKeys(trail)),
    'via-s3': via('s3', { 'aws:s3:arn': view.output('s3_bucket_arn') }),
    'via-s3-other-bucket': via('s3', { 'aws:s3:arn': s3BucketArn({ bucket: 'other-bucket' }) }),
    'via-s3-trail': via('s3', trail),
    'via-dynamodb-transactions': via('dynamodb', table(view.output('dynamodb_table_name'))),
    'via-dynamodb-revoked-certificates': via('dynamodb', table(view.output('revoked_certificates_table_name'))),
    'via-dynamodb-other-table': via('dynamodb', table('other-table')),
    'via-lambda': via('lambda', { 'aws:lambda:FunctionArn': view.output('lambda_function_arn') }),
    'via-lambda-other-function': via('lambda', {
      'aws:lambda:FunctionArn': lambdaFunctionArn({ ...here, name: 'other' }),
    }),
    'via-logs': via('logs', group),
    'via-logs-other-group': via('logs', { 'aws:logs:arn': logGroupArn({ ...here, group: '/aws/lambda/other' }) }),
  } satisfies Partial<Record<PaymentsWay, RequestPath>>;
}
