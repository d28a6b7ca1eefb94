import {
  cloudTrailArn,
  dynamodbIndexArn,
  dynamodbStreamArn,
  dynamodbTableArn,
  executeApiArn,
  kmsKeyArn,
  lambdaFunctionArn,
  s3BucketArn,
  s3ObjectArn,
} from '../../arn/index.ts';
import { apiPolicy } from '../../kinds/api.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import type { Statement } from '../../statement.ts';
import { account, here, otherAccount, sending, type Call } from '../../testing/calls.ts';
import type { Example } from '../../testing/example.ts';
import * as capabilities from '../index.ts';

const identity = (...statements: Statement[]) => identityPolicy('p', statements);
const object = (key: string, bucket = 'docs') => s3ObjectArn({ bucket, key });
const table = (name = 't') => dynamodbTableArn({ ...here, table: name });
const index = (name: string) => dynamodbIndexArn({ ...here, table: 't', index: name });
const stream = (name: string, label = '2026-01-01T00:00:00.000') => dynamodbStreamArn({ ...here, table: name, label });
const key = (id: string) => kmsKeyArn({ ...here, id });
const encryptedWith = (keyArn: string) => ({
  's3:x-amz-server-side-encryption': 'aws:kms',
  's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn,
});
const handler = (qualifier?: string) =>
  lambdaFunctionArn({ ...here, name: 'f', ...(qualifier !== undefined && { qualifier }) });
const method = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
const invoke = (change: Partial<typeof method> = {}, rest: Partial<Call> = {}): Call => ({
  action: 'execute-api:Invoke',
  on: executeApiArn({ ...method, ...change }),
  ...rest,
});
const fromApi = (sourceArn: string, owner = account, by = 'apigateway.amazonaws.com'): Call => ({
  by,
  action: 'lambda:InvokeFunction',
  on: handler(),
  with: sending(sourceArn, owner),
});
const delivery = (key: string, bucket: string, owner = account, by = 'logging.s3.amazonaws.com'): Call => ({
  by,
  action: 's3:PutObject',
  on: object(key, 'logs'),
  with: sending(s3BucketArn({ bucket }), owner),
});

const delivered = { ...here, trail: 'audit', bucket: 'trail' };
const owned = { 's3:x-amz-acl': 'bucket-owner-full-control' };
const ofTrail = (action: string, on: string, trail: string, more: Call['with'] = {}): Call => ({
  by: 'cloudtrail.amazonaws.com',
  action,
  on,
  with: { ...sending(cloudTrailArn({ ...here, name: trail })), ...more },
});

const byConfig = (action: string, on: string, owner = account, more: Call['with'] = {}): Call => ({
  by: 'config.amazonaws.com',
  action,
  on,
  with: { 'aws:SourceAccount': owner, 'aws:PrincipalIsAWSService': true, ...more },
});

export const data = {
  addPermission: {
    policy: {
      name: 'f',
      kind: 'function',
      document: {
        Version: '2012-10-17',
        Statement: capabilities.addPermission({
          statementId: 'Api',
          principal: 'apigateway.amazonaws.com',
          functionArn: handler(),
          sourceArn: executeApiArn(method),
          sourceAccount: account,
        }),
      },
    },
    may: [fromApi(executeApiArn(method))],
    mayNot: [
      fromApi(executeApiArn({ ...method, stage: 'v2' })),
      fromApi(executeApiArn(method), otherAccount),
      fromApi(executeApiArn(method), account, 's3.amazonaws.com'),
    ],
  },
  deliverAccessLogs: {
    policy: bucketPolicy({ bucket: 'logs' }, [
      capabilities.deliverAccessLogs({ account, logBucket: 'logs', prefix: 'docs/', sourceBuckets: ['docs'] }),
    ]),
    may: [delivery('docs/1', 'docs')],
    mayNot: [
      delivery('other/1', 'docs'),
      delivery('docs/1', 'docs2'),
      delivery('docs/1', 'docs', otherAccount),
      delivery('docs/1', 'docs', account, 'cloudtrail.amazonaws.com'),
    ],
  },
  getItem: {
    policy: identity(capabilities.getItem({ ...here, table: 't' })),
    may: [{ action: 'dynamodb:GetItem', on: table() }],
    mayNot: [
      { action: 'dynamodb:GetItem', on: table('t2') },
      { action: 'dynamodb:BatchGetItem', on: table() },
    ],
  },
  getObject: {
    policy: identity(capabilities.getObject({ bucket: 'docs', keys: 'in/*' })),
    may: [{ action: 's3:GetObject', on: object('in/a') }],
    mayNot: [
      { action: 's3:GetObject', on: object('out/a') },
      { action: 's3:GetObjectVersion', on: object('in/a') },
    ],
  },
  headObject: {
    policy: identity(capabilities.headObject({ bucket: 'docs' })),
    may: [{ action: 's3:GetObject', on: object('a') }],
    mayNot: [
      { action: 's3:GetObject', on: object('a', 'docs2') },
      { action: 's3:ListBucket', on: s3BucketArn({ bucket: 'docs' }) },
    ],
  },
  invokeApi: {
    policy: identity(capabilities.invokeApi(method)),
    may: [invoke()],
    mayNot: [
      invoke({ method: 'GET' }),
      invoke({ stage: 'v2' }),
      invoke({ api: 'a2' }),
      invoke({ path: 'documents/1' }),
    ],
  },
  invokeFunction: {
    policy: identity(capabilities.invokeFunction({ ...here, functionName: 'f' })),
    may: [{ action: 'lambda:InvokeFunction', on: handler() }],
    mayNot: [
      { action: 'lambda:InvokeFunction', on: handler('live') },
      { action: 'lambda:InvokeFunction', on: lambdaFunctionArn({ ...here, name: 'f2' }) },
      { action: 'lambda:UpdateFunctionCode', on: handler() },
    ],
  },
  invokeThroughEndpoint: {
    policy: apiPolicy({ ...here, api: 'a1' }, [
      capabilities.invokeThroughEndpoint({ ...method, endpointId: 'vpce-1' }),
    ]),
    may: [invoke({}, { by: 'anonymous', with: { 'aws:SourceVpce': 'vpce-1' } })],
    mayNot: [
      invoke({}, { by: 'anonymous', with: { 'aws:SourceVpce': 'vpce-2' } }),
      invoke({}, { by: 'anonymous' }),
      invoke({ method: 'GET' }, { by: 'anonymous', with: { 'aws:SourceVpce': 'vpce-1' } }),
    ],
  },
  putItem: {
    policy: identity(capabilities.putItem({ ...here, table: 't' })),
    may: [{ action: 'dynamodb:PutItem', on: table() }],
    mayNot: [
      { action: 'dynamodb:PutItem', on: table('t2') },
      { action: 'dynamodb:UpdateItem', on: table() },
    ],
  },
  putEncryptedObject: {
    policy: identity(capabilities.putEncryptedObject({ bucket: 'docs', keys: 'in/*', keyArn: key('1a') })),
    may: [{ action: 's3:PutObject', on: object('in/a'), with: encryptedWith(key('1a')) }],
    mayNot: [
      { action: 's3:PutObject', on: object('in/a') },
      { action: 's3:PutObject', on: object('in/a'), with: encryptedWith(key('2b')) },
      { action: 's3:PutObject', on: object('in/a'), with: { 's3:x-amz-server-side-encryption': 'AES256' } },
      { action: 's3:PutObject', on: object('out/a'), with: encryptedWith(key('1a')) },
    ],
  },
  putObject: {
    policy: identity(capabilities.putObject({ bucket: 'docs', keys: 'in/*' })),
    may: [{ action: 's3:PutObject', on: object('in/a') }],
    mayNot: [
      { action: 's3:PutObject', on: object('out/a') },
      { action: 's3:PutObjectAcl', on: object('in/a') },
      { action: 's3:PutObjectTagging', on: object('in/a') },
    ],
  },
  query: {
    policy: identity(capabilities.query({ ...here, table: 't', index: 'byStatus' })),
    may: [{ action: 'dynamodb:Query', on: index('byStatus') }],
    mayNot: [
      { action: 'dynamodb:Query', on: table() },
      { action: 'dynamodb:Query', on: index('byOwner') },
      { action: 'dynamodb:Scan', on: index('byStatus') },
    ],
  },
  readStream: {
    policy: identity(capabilities.readStream({ ...here, table: 't', label: '*' })),
    may: [
      { action: 'dynamodb:GetRecords', on: stream('t') },
      { action: 'dynamodb:GetShardIterator', on: stream('t') },
      { action: 'dynamodb:DescribeStream', on: stream('t', '2027-01-01T00:00:00.000') },
    ],
    mayNot: [
      { action: 'dynamodb:GetRecords', on: stream('t2') },
      { action: 'dynamodb:GetItem', on: table() },
    ],
  },
  updateItem: {
    policy: identity(capabilities.updateItem({ ...here, table: 't' })),
    may: [{ action: 'dynamodb:UpdateItem', on: table() }],
    mayNot: [
      { action: 'dynamodb:UpdateItem', on: table('t2') },
      { action: 'dynamodb:DeleteItem', on: table() },
    ],
  },
  checkTrailBucket: {
    policy: bucketPolicy({ bucket: 'trail' }, [capabilities.checkTrailBucket(delivered)]),
    may: [ofTrail('s3:GetBucketAcl', s3BucketArn({ bucket: 'trail' }), 'audit')],
    mayNot: [
      ofTrail('s3:GetBucketAcl', s3BucketArn({ bucket: 'trail' }), 'other'),
      ofTrail('s3:GetBucketPolicy', s3BucketArn({ bucket: 'trail' }), 'audit'),
      { ...ofTrail('s3:GetBucketAcl', s3BucketArn({ bucket: 'trail' }), 'audit'), by: 'config.amazonaws.com' },
    ],
  },
  checkConfigBucket: {
    policy: bucketPolicy({ bucket: 'history' }, [capabilities.checkConfigBucket({ account, bucket: 'history' })]),
    may: [
      byConfig('s3:GetBucketAcl', s3BucketArn({ bucket: 'history' })),
      byConfig('s3:ListBucket', s3BucketArn({ bucket: 'history' })),
    ],
    mayNot: [
      byConfig('s3:GetBucketAcl', s3BucketArn({ bucket: 'history' }), otherAccount),
      byConfig('s3:ListBucketVersions', s3BucketArn({ bucket: 'history' })),
      { ...byConfig('s3:ListBucket', s3BucketArn({ bucket: 'history' })), by: 'cloudtrail.amazonaws.com' },
    ],
  },
  deleteObject: {
    policy: identity(capabilities.deleteObject({ bucket: 'docs', keys: 'in/*' })),
    may: [{ action: 's3:DeleteObject', on: object('in/a') }],
    mayNot: [
      { action: 's3:DeleteObject', on: object('out/a') },
      { action: 's3:DeleteObjectVersion', on: object('in/a') },
      { action: 's3:DeleteObject', on: object('in/a', 'other') },
    ],
  },
  deliverConfigHistory: {
    policy: bucketPolicy({ bucket: 'history' }, [capabilities.deliverConfigHistory({ account, bucket: 'history' })]),
    may: [byConfig('s3:PutObject', object(`AWSLogs/${account}/Config/a`, 'history'), account, owned)],
    mayNot: [
      byConfig('s3:PutObject', object(`AWSLogs/${account}/Config/a`, 'history'), otherAccount, owned),
      byConfig('s3:PutObject', object(`AWSLogs/${account}/Config/a`, 'history')),
      byConfig('s3:PutObject', object(`AWSLogs/${account}/CloudTrail/a`, 'history'), account, owned),
      byConfig('s3:GetObject', object(`AWSLogs/${account}/Config/a`, 'history'), account, owned),
    ],
  },
  deliverTrail: {
    policy: bucketPolicy({ bucket: 'trail' }, [capabilities.deliverTrail(delivered)]),
    may: [ofTrail('s3:PutObject', object(`AWSLogs/${account}/a`, 'trail'), 'audit', owned)],
    mayNot: [
      ofTrail('s3:PutObject', object(`AWSLogs/${account}/a`, 'trail'), 'other', owned),
      ofTrail('s3:PutObject', object(`AWSLogs/${account}/a`, 'trail'), 'audit'),
      ofTrail('s3:PutObject', object(`AWSLogs/${otherAccount}/a`, 'trail'), 'audit', owned),
      ofTrail('s3:PutObject', object('a', 'trail'), 'audit', owned),
    ],
  },
} satisfies Record<string, Example>;
