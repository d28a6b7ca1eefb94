import { formatArn } from '@palisade/policies';
import { AwsError } from '../kernel/errors.ts';
import type { Exchange } from '../kernel/exchange.ts';
import { operation } from '../kernel/operation.ts';
import type { Service, ServiceState } from '../kernel/service.ts';
import type { Declaration } from './declare.ts';
import { bytes, empty, json, xml } from '../kernel/wire.ts';

/* Services small enough to see the door through them: what they do shows what reached them. */

/** An S3 that stores nothing. `seen` gets every finished request. */
export function tinyStore(seen: Exchange[]): Service {
  return {
    name: 's3',
    protocol: 'rest-xml',
    anonymous: true,
    bodyLimit: 256 * 1024 * 1024,
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    selectors: ['torrent'],
    resources: [],
    operations: [
      operation<ServiceState, { readonly key: string; readonly body: Buffer }>({
        name: 'PutObject',
        route: { method: 'PUT', path: '/{Bucket}/{Key+}' },
        parse: ({ body, params }) => ({ key: `${params['Bucket']}/${params['Key']}`, body }),
        permissions: ({ key }) => [
          {
            action: 's3:PutObject',
            resource: formatArn({ partition: 'aws', service: 's3', region: '', account: '', resource: key }),
          },
        ],
        run: ({ body, key }) => bytes(Buffer.from(`${key}:${body.toString()}`), { etag: '"x"' }),
      }),
      operation<ServiceState, string>({
        name: 'GetObject',
        route: { method: 'GET', path: '/{Bucket}/{Key+}' },
        parse: ({ params }) => params['Key'] ?? '',
        permissions: () => [],
        run(key) {
          if (key === 'broken') throw new Error('a secret inside');
          if (key === 'unspeakable') return empty(200, { 'x-header': 'a\nb' });
          throw new AwsError(
            'NoSuchKey',
            'The specified key does not exist.',
            404,
            { Key: key },
            { 'x-amz-delete-marker': 'true' },
          );
        },
      }),
      operation<ServiceState, undefined>({
        name: 'HeadObject',
        route: { method: 'HEAD', path: '/{Bucket}/{Key+}' },
        parse: () => undefined,
        permissions: () => [],
        run() {
          throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
        },
      }),
      operation<ServiceState, string>({
        name: 'ListBuckets',
        route: { method: 'GET', path: '/' },
        parse: ({ query }) => query.get('prefix') ?? '',
        permissions: () => [],
        run: (prefix) =>
          xml('ListAllMyBucketsResult', { Prefix: prefix, Buckets: { Bucket: [{ Name: 'a&b' }, { Name: '<c>' }] } }),
      }),
      operation<ServiceState, undefined>({
        name: 'ListObjectsV2',
        route: { method: 'GET', path: '/{Bucket}', query: ['list-type=2'] },
        parse: () => undefined,
        permissions: () => [],
        run: () => empty(200),
      }),
    ],
    declaredOnly: [{ name: 'CreateBucket', route: { method: 'PUT', path: '/{Bucket}' } }],
    createState: () => ({ interpret: () => () => undefined, observe: (exchange) => void seen.push(exchange) }),
  };
}

const stateless = (): ServiceState => ({ interpret: () => () => undefined });

export const tinyLogs: Service = {
  name: 'logs',
  protocol: 'json-1.1',
  targetPrefix: 'Logs_20140328',
  resources: [],
  operations: [
    operation<ServiceState, unknown>({
      name: 'DescribeLogGroups',
      parse: ({ input }) => input['logGroupNamePrefix'],
      permissions: () => [{ action: 'logs:DescribeLogGroups', resource: '*' }],
      run: (prefix) => json({ logGroups: [{ logGroupName: String(prefix) }] }),
    }),
    operation<ServiceState, undefined>({
      name: 'Mirror',
      parse: () => undefined,
      permissions: () => [{ action: 'logs:Mirror', resource: '*' }],
      run: (_input, { context }) => json(JSON.parse(JSON.stringify(context)) as Record<string, string>),
    }),
  ],
  declaredOnly: [{ name: 'DeleteLogGroup' }],
  createState: stateless,
};

export const tinyFunctions: Service = {
  name: 'lambda',
  maxSkew: 5 * 60_000,
  protocol: 'rest-json',
  resources: [],
  operations: [
    operation<ServiceState, string>({
      name: 'GetFunction',
      route: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}' },
      parse: ({ params }) => params['FunctionName'] ?? '',
      permissions: (name) => [{ action: 'lambda:GetFunction', resource: name }],
      run: (name) => json({ FunctionName: name }),
    }),
  ],
  declaredOnly: [],
  createState: stateless,
};

/** A role that may do nothing. */
export const powerless = 'arn:aws:iam::123456789012:role/powerless';

export function declarePowerless(stack: Declaration): void {
  const Statement = [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }];
  stack.resource('aws:iam/role:Role', 'powerless', {
    name: 'powerless',
    assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}
