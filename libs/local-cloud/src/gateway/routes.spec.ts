import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Route } from '../kernel/operation.ts';
import { hostTarget, isAwsHost } from './host.ts';
import { RouteTable } from './routes.ts';
import { encodeUri, normaliseUri, parseQuery } from './uri.ts';

const routes: Record<string, Route> = {
  ListBuckets: { method: 'GET', path: '/' },
  ListObjects: { method: 'GET', path: '/{Bucket}' },
  ListObjectsV2: { method: 'GET', path: '/{Bucket}', query: ['list-type=2'] },
  GetBucketAcl: { method: 'GET', path: '/{Bucket}', query: ['acl'] },
  GetObject: { method: 'GET', path: '/{Bucket}/{Key+}' },
  ListParts: { method: 'GET', path: '/{Bucket}/{Key+}', query: ['uploadId'] },
  PutObject: { method: 'PUT', path: '/{Bucket}/{Key+}' },
  CopyObject: { method: 'PUT', path: '/{Bucket}/{Key+}', headers: ['x-amz-copy-source'] },
  UploadPart: { method: 'PUT', path: '/{Bucket}/{Key+}', query: ['partNumber', 'uploadId'] },
  GetFunction: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}' },
  GetPolicy: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/policy' },
};
const table = new RouteTable(
  Object.entries(routes).map(([entry, route]) => ({ entry, route })),
  ['torrent'],
);

const find = (
  method: string,
  url: string,
  headers: Record<string, string> = {},
): [string, Record<string, string>] | undefined => {
  const [path = '', query = ''] = url.split('?');
  const found = table.find(method, path, parseQuery(query), headers);
  return found && [found.entry, { ...found.params }];
};

describe('RouteTable', () => {
  test.each([
    ['GET', '/', 'ListBuckets', {}],
    ['GET', '/b', 'ListObjects', { Bucket: 'b' }],
    ['GET', '/b/', 'ListObjects', { Bucket: 'b' }],
    ['GET', '/b?prefix=x', 'ListObjects', { Bucket: 'b' }],
    ['GET', '/b?list-type=2', 'ListObjectsV2', { Bucket: 'b' }],
    ['GET', '/b?acl', 'GetBucketAcl', { Bucket: 'b' }],
    ['GET', '/b/k', 'GetObject', { Bucket: 'b', Key: 'k' }],
    ['GET', '/b/k?partNumber=1', 'GetObject', { Bucket: 'b', Key: 'k' }],
    ['GET', '/b/k?uploadId=1', 'ListParts', { Bucket: 'b', Key: 'k' }],
    ['GET', '/b//k//', 'GetObject', { Bucket: 'b', Key: '/k//' }],
    ['GET', '/b/a%2Fb%20c', 'GetObject', { Bucket: 'b', Key: 'a/b c' }],
    ['PUT', '/b/k?partNumber=1&uploadId=2', 'UploadPart', { Bucket: 'b', Key: 'k' }],
    ['GET', '/2015-03-31/functions/f/policy', 'GetPolicy', { FunctionName: 'f' }],
    ['GET', '/2015-03-31/functions/f/', 'GetFunction', { FunctionName: 'f' }],
  ])('%s %s is %s', (method, url, operation, params) => {
    expect(find(method, url)).toEqual([operation, params]);
  });

  test('a header selects too', () => {
    expect(find('PUT', '/b/k', { 'x-amz-copy-source': 'c/d' })?.[0]).toBe('CopyObject');
    expect(find('PUT', '/b/k')?.[0]).toBe('PutObject');
  });

  test.each([
    ['GET', '/b/k?acl'],
    ['GET', '/b/k?torrent'],
    ['PUT', '/b/k?uploadId=1'],
    ['DELETE', '/b/k'],
    ['GET', '/b/%E0%A4%A'],
  ])('%s %s is nothing: it never falls through to another operation', (method, url) => {
    expect(find(method, url)).toBeUndefined();
  });

  test('gives back every key a client can encode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        expect(find('GET', `/b/${key.split('/').map(encodeUri).join('/')}`)).toEqual(
          key === '/' ? find('GET', '/b//') : ['GetObject', { Bucket: 'b', Key: key }],
        );
      }),
    );
  });
});

describe('normaliseUri', () => {
  test('leaves what is encoded alone, and encodes the rest once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = encodeUri(text);
        expect(normaliseUri(encoded, false)).toBe(encoded);
        expect(normaliseUri(text.replaceAll('%', '%25'), false)).toBe(encoded);
      }),
    );
  });

  test('treats an encoded slash as another character than a slash', () => {
    expect(normaliseUri('/a%2fb/(c)', true)).toBe('/a%2Fb/%28c%29');
    expect(normaliseUri('/%zz', true)).toBe('/%zz');
    expect(normaliseUri('%41', true)).toBe('A');
  });
});

test.each([
  ['127.0.0.1:4566', undefined],
  ['localhost', undefined],
  ['example.com', undefined],
  ['s3.amazonaws.com', { service: 's3', region: undefined, label: undefined }],
  ['s3.eu-west-1.amazonaws.com:443', { service: 's3', region: 'eu-west-1', label: undefined }],
  ['my.bucket.s3.eu-west-1.amazonaws.com', { service: 's3', region: 'eu-west-1', label: 'my.bucket' }],
  ['b.s3.dualstack.us-gov-west-1.amazonaws.com', { service: 's3', region: 'us-gov-west-1', label: 'b' }],
  ['docs.localhost:4566', { service: 's3', region: undefined, label: 'docs' }],
  ['abc123.execute-api.us-east-1.amazonaws.com', { service: 'execute-api', region: 'us-east-1', label: 'abc123' }],
  ['logs.ap-southeast-1.amazonaws.com', { service: 'logs', region: 'ap-southeast-1', label: undefined }],
  ['iam.amazonaws.com', { service: 'iam', region: undefined, label: undefined }],
])('the host %s', (host, expected) => {
  expect(hostTarget(host)).toEqual(expected);
});

test('AWS hosts are told from those that only look like them', () => {
  expect(isAwsHost('s3.us-east-1.amazonaws.com')).toBe(true);
  expect(isAwsHost('s3.cn-north-1.amazonaws.com.cn')).toBe(true);
  expect(isAwsHost('amazonaws.com.evil.example')).toBe(false);
  expect(isAwsHost('notamazonaws.com')).toBe(false);
});
