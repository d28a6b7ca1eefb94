import {
  cloudTrailArn,
  lambdaFunctionArn,
  logGroupArn,
  s3BucketArn,
  snsTopicArn,
  sqsQueueArn,
  type RequestPath,
} from '@palisade/policies';
import type { ProcessingWay } from '../../src/blueprints/processing/access-names.ts';
import type { GraphView } from '../graph-view.ts';

const outside = { 'aws:SourceIp': '198.51.100.7' };
const tls = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3' };
const inHeader = { 's3:authType': 'REST-HEADER' };
const minutes = 60_000;

/** The ways of the contract as requests carry them. */
export function processingPaths(view: GraphView): Readonly<Record<ProcessingWay, RequestPath>> {
  return { ...pathsToServices(view), ...pathsToKeys(view) };
}

function pathsToServices(view: GraphView) {
  const encrypted = (key: string) => ({
    's3:x-amz-server-side-encryption': 'aws:kms',
    's3:x-amz-server-side-encryption-aws-kms-key-id': key,
  });
  const asked = encrypted(view.output('dataKeyArn'));
  const other = encrypted(view.output('logsKeyArn'));
  const presigned = (age: number) => ({ 's3:authType': 'REST-QUERY-STRING', 's3:signatureAge': age });
  const path = (context: RequestPath['context'], endpoint?: string): RequestPath => ({
    context: { ...context },
    ...(endpoint !== undefined && { endpoint }),
  });
  return {
    tls: path({ ...tls, ...outside, ...inHeader, ...asked }),
    'tls-silent': path({ ...tls, ...outside, ...inHeader }),
    'owner-acl': path({ ...tls, ...outside, ...inHeader, ...asked, 's3:x-amz-acl': 'bucket-owner-full-control' }),
    presigned: path({ ...tls, ...outside, ...asked, ...presigned(1 * minutes) }),
    'old-presigned': path({ ...tls, ...outside, ...asked, ...presigned(60 * minutes) }),
    's3-endpoint': path({ ...tls, ...inHeader, ...asked }, 's3'),
    's3-endpoint-other-key': path({ ...tls, ...inHeader, ...other }, 's3'),
    's3-endpoint-silent': path({ ...tls, ...inHeader }, 's3'),
    'other-endpoint': path({ ...tls, ...inHeader, ...asked, 'aws:SourceVpce': 'vpce-00000000000000000' }),
    'plain-http': path({ ...outside, ...inHeader, ...asked, 'aws:SecureTransport': false }),
    'old-tls': path({ ...outside, ...inHeader, ...asked, 'aws:SecureTransport': true, 's3:TlsVersion': '1.1' }),
    'dynamodb-endpoint': path(tls, 'dynamodb'),
    'sns-endpoint': path(tls, 'sns'),
    'api-endpoint': path(tls, 'execute-api'),
  } satisfies Partial<Record<ProcessingWay, RequestPath>>;
}

function pathsToKeys(view: GraphView) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const carrying = (context: Readonly<Record<string, string>>): RequestPath => ({
    context: { ...tls, ...outside, ...context },
  });
  const via = (service: string, context: Readonly<Record<string, string>>): RequestPath =>
    carrying({
      'kms:ViaService': `${service}.${here.region}.amazonaws.com`,
      'kms:CallerAccount': here.account,
      // Only CreateGrant carries it, and it is true of whatever a service grants for its caller.
      'kms:GrantIsForAWSResource': 'true',
      ...Object.fromEntries(Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
    });
  const table = (name: string) => ({ 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': here.account });
  const group = { 'aws:logs:arn': logGroupArn({ ...here, group: view.output('processorLogGroupName') }) };
  const trail = { 'aws:cloudtrail:arn': cloudTrailArn({ ...here, name: view.output('trailName') }) };
  const direct = (context: Readonly<Record<string, string>>): RequestPath =>
    carrying(
      Object.fromEntries(Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
    );
  return {
    'group-context': direct(group),
    'trail-context': direct(trail),
    'via-s3': via('s3', { 'aws:s3:arn': view.output('bucketArn') }),
    'via-s3-other-bucket': via('s3', { 'aws:s3:arn': s3BucketArn({ bucket: 'other-bucket' }) }),
    'via-s3-trail': via('s3', trail),
    'via-dynamodb-documents': via('dynamodb', table(view.output('documentsTableName'))),
    'via-dynamodb-permissions': via('dynamodb', table(view.output('permissionsTableName'))),
    'via-dynamodb-other-table': via('dynamodb', table('other-table')),
    'via-sns': via('sns', { 'aws:sns:topicArn': view.output('changesTopicArn') }),
    'via-sns-other-topic': via('sns', { 'aws:sns:topicArn': snsTopicArn({ ...here, name: 'other-topic' }) }),
    'via-sqs': via('sqs', { 'aws:sqs:arn': view.output('processorDeadLetterQueueArn') }),
    'via-sqs-other-queue': via('sqs', { 'aws:sqs:arn': sqsQueueArn({ ...here, name: 'other-queue' }) }),
    'via-lambda': via('lambda', { 'aws:lambda:FunctionArn': view.output('processorFunctionArn') }),
    'via-lambda-other-function': via('lambda', {
      'aws:lambda:FunctionArn': lambdaFunctionArn({ ...here, name: 'other' }),
    }),
    'via-logs': via('logs', group),
    'via-logs-other-group': via('logs', { 'aws:logs:arn': logGroupArn({ ...here, group: '/aws/lambda/other' }) }),
  } satisfies Partial<Record<ProcessingWay, RequestPath>>;
}
