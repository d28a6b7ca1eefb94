import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Graph, Properties, Resource } from '@palisade/local-engine';
import { declareGraph, startTestCloud, type TestCloud } from '../../../testing/index.ts';
import { logs } from '../../logs/index.ts';
import { domainNameArn } from '../arn.ts';
import { ApiDeclaration, apigatewayInvoking } from '../testing/edge-cloud.ts';
import { BASE_PATH_MAPPING } from './base-path-mapping.ts';
import { DOMAIN_NAME } from './domain-name.ts';

let cloud: TestCloud;
beforeAll(async () => {
  const nobody = { invoke: () => Promise.reject(new Error('no functions here')) };
  cloud = await startTestCloud(undefined, { services: [logs, apigatewayInvoking(nobody)] });
});
afterAll(() => cloud.close());

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const uri = 's3://truststore/clients.pem';

function graphOf(declare: (edge: ApiDeclaration) => void): Graph {
  const { catalogue, host } = cloud.cloud;
  const place = {
    catalogue,
    endpoint: 'https://127.0.0.1:4566',
    accountId: host.accountId,
    stack: 's',
    region: 'us-east-1',
  };
  return declareGraph(place, (stack) => declare(new ApiDeclaration(stack)));
}

const domain = ({ stack }: ApiDeclaration, inputs: Properties = {}, name = 'domain'): Resource =>
  stack.resource(DOMAIN_NAME, name, {
    domainName: 'api.example.com',
    endpointConfiguration: { types: 'REGIONAL' },
    regionalCertificateArn: certificate,
    ...inputs,
  });

describe('a domain name', () => {
  test('has the outputs of the provider', () => {
    const [{ id, outputs } = {} as Resource] = graphOf((edge) => void domain(edge)).resources;
    expect(id).toBe('api.example.com');
    expect(outputs).toMatchObject({
      arn: domainNameArn('aws', 'us-east-1', 'api.example.com'),
      domainName: 'api.example.com',
      regionalDomainName: expect.stringMatching(/^d-[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/),
      regionalZoneId: 'Z1UJRXOUMOOFQ8',
      routingMode: 'BASE_PATH_MAPPING_ONLY',
      securityPolicy: 'TLS_1_2',
    });
  });

  test.each<[string, Properties]>([
    ['a wildcard', { domainName: '*.example.com' }],
    ['mutual TLS', { mutualTlsAuthentication: { truststoreUri: uri }, securityPolicy: 'TLS_1_2' }],
    ['mutual TLS with a version', { mutualTlsAuthentication: { truststoreUri: uri, truststoreVersion: 'a' } }],
    [
      'an enhanced security policy',
      { securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09', endpointAccessMode: 'STRICT' },
    ],
  ])('may have %s', (_, inputs) => {
    expect(graphOf((edge) => void domain(edge, inputs)).resources).toHaveLength(1);
  });

  test.each<[string, Properties, RegExp]>([
    ['a capital letter', { domainName: 'API.example.com' }, /Invalid domain name/],
    ['no dot', { domainName: 'localhost' }, /Invalid domain name/],
    ['an asterisk inside', { domainName: 'a.*.example.com' }, /Invalid domain name/],
    ['a name of AWS', { domainName: 's3.us-east-1.amazonaws.com' }, /Invalid domain name/],
    ['a name of the door', { domainName: 'bucket.localhost' }, /Invalid domain name/],
    [
      'no certificate',
      { regionalCertificateArn: undefined as never },
      /A certificate was not provided for the endpoint type REGIONAL/,
    ],
    [
      'something else for a certificate',
      { regionalCertificateArn: 'arn:aws:iam::123456789012:role/a' },
      /Invalid certificate ARN/,
    ],
    ['no endpoint configuration', { endpointConfiguration: undefined as never }, /edge-optimised/],
    [
      'an enhanced policy without access mode',
      { securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' },
      /An endpoint access mode must be specified/,
    ],
    [
      'an access mode without enhanced policy',
      { endpointAccessMode: 'BASIC' },
      /An endpoint access mode cannot be specified/,
    ],
    [
      'mutual TLS with an enhanced policy',
      {
        mutualTlsAuthentication: { truststoreUri: uri },
        securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
        endpointAccessMode: 'STRICT',
      },
      /You can't enable mutual TLS on a domain name that uses an enhanced security policy/,
    ],
    [
      'mutual TLS with TLS 1.0',
      { mutualTlsAuthentication: { truststoreUri: uri }, securityPolicy: 'TLS_1_0' },
      /requires the security policy TLS_1_2/,
    ],
    [
      'a truststore elsewhere',
      { mutualTlsAuthentication: { truststoreUri: 'https://truststore/a' } },
      /Invalid truststoreUri/,
    ],
    [
      'a truststore without key',
      { mutualTlsAuthentication: { truststoreUri: 's3://truststore/' } },
      /Invalid truststoreUri/,
    ],
    [
      'an empty version',
      { mutualTlsAuthentication: { truststoreUri: uri, truststoreVersion: '' } },
      /Invalid truststoreVersion/,
    ],
  ])('is refused with %s', (_, inputs, problem) => {
    expect(() => graphOf((edge) => void domain(edge, inputs))).toThrow(problem);
  });

  test('is there once', () => {
    const twice = (edge: ApiDeclaration): void => void [domain(edge), domain(edge, {}, 'again')];
    expect(() => graphOf(twice)).toThrow('The domain name you provided already exists: api.example.com');
  });
});

describe('a base path mapping', () => {
  const map = (inputs: readonly Properties[], domainName = 'api.example.com') =>
    graphOf((edge) => {
      domain(edge);
      const api = edge.api();
      edge.proxy(api, 'GET', 'pay', 'pay');
      edge.stage(api);
      for (const [at, more] of inputs.entries()) {
        edge.stack.resource(BASE_PATH_MAPPING, `mapping${at}`, {
          domainName,
          restApi: api.id,
          stageName: 'test',
          ...more,
        });
      }
    }).resources.filter(({ type }) => type === BASE_PATH_MAPPING);

  test('is named by domain and path', () => {
    expect(map([{}, { basePath: 'v1' }]).map(({ id }) => id)).toEqual(['api.example.com/', 'api.example.com/v1']);
  });

  test.each<[string, readonly Properties[], RegExp]>([
    ['twice', [{ basePath: 'v1' }, { basePath: 'v1' }], /Base path already exists for this domain name/],
    [
      'twice, under both names of the root',
      [{}, { basePath: '(none)' }],
      /Base path already exists for this domain name/,
    ],
    ['with several parts', [{ basePath: 'v1/pay' }], /Base path mapping should not contain/],
    ['of another API', [{ restApi: 'abcdefghij' }], /Invalid API identifier specified abcdefghij/],
    ['of another stage', [{ stageName: 'live' }], /Invalid stage identifier specified/],
  ])('is refused %s', (_, inputs, problem) => {
    expect(() => map(inputs)).toThrow(problem);
  });

  test('may leave the stage to the path', () => {
    expect(map([{ stageName: undefined as never }])).toHaveLength(1);
  });
});
