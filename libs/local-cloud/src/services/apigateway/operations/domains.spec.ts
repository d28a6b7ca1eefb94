import {
  APIGatewayClient,
  CreateDomainNameCommand,
  GetBasePathMappingCommand,
  GetBasePathMappingsCommand,
  GetDomainNameCommand,
  GetDomainNamesCommand,
  GetTagsCommand,
  UpdateDomainNameCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Resource } from '@palisade/local-engine';
import { domainNameArn } from '../arn.ts';
import { startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';
import {
  authority,
  DAY,
  declareCertificate,
  declareDomain,
  declareMapping,
  declareTruststore,
  DOMAIN as domainName,
  domainServices,
} from '../testing/mutual-tls.ts';

const now = Date.now();
let edge: EdgeCloud;
let client: APIGatewayClient;
let domain: Resource;
let restApiId: string;
let reader: string;
let mappingReader: string;

beforeAll(async () => {
  const ca = await authority('Old clients', now, { notBefore: now - 9 * DAY, notAfter: now - DAY });
  edge = await startEdgeCloud(
    (declared) => {
      const api = declared.api();
      restApiId = api.id;
      declared.proxy(api, 'GET', 'pay', 'pay');
      const stage = declared.stage(api);
      const mutualTlsAuthentication = declareTruststore(declared, ca.certificate);
      domain = declareDomain(declared, { mutualTlsAuthentication, tags: { team: 'payments' } });
      declareMapping(declared, domain, stage);
      declareMapping(declared, domain, stage, { basePath: 'v1' });
      const abroad = { domainName: 'eu.palisade.test', region: 'eu-west-1' };
      const regionalCertificateArn = declareCertificate(declared, ['eu.palisade.test'], { region: 'eu-west-1' }).id;
      declareDomain(declared, { ...abroad, regionalCertificateArn });
      const allow = (Resource: string) => [{ Effect: 'Allow', Action: 'apigateway:GET', Resource }];
      reader = String(
        declared.role('reader', 'lambda.amazonaws.com', allow('arn:aws:apigateway:*::/domainnames/*')).outputs['arn'],
      );
      mappingReader = String(
        declared.role(
          'mappings',
          'lambda.amazonaws.com',
          allow('arn:aws:apigateway:*::/domainnames/*/basepathmappings*'),
        ).outputs['arn'],
      );
    },
    { services: domainServices },
  );
  client = new APIGatewayClient(edge.cloud.deployer());
});
afterAll(async () => {
  client.destroy();
  await edge.cloud.close();
});

test('a domain name is told as it was deployed', async () => {
  const { $metadata: _, ...told } = await client.send(new GetDomainNameCommand({ domainName }));
  expect(told).toEqual({
    domainName,
    domainNameArn: domainNameArn('aws', 'us-east-1', domainName),
    domainNameStatus: 'AVAILABLE',
    endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
    mutualTlsAuthentication: {
      truststoreUri: 's3://truststore-1/clients.pem',
      truststoreVersion: expect.any(String),
      truststoreWarnings: ['Certificate 1 has expired'],
    },
    regionalCertificateArn: domain.inputs['regionalCertificateArn'],
    regionalDomainName: expect.stringMatching(/^d-[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/),
    regionalHostedZoneId: 'Z1UJRXOUMOOFQ8',
    routingMode: 'BASE_PATH_MAPPING_ONLY',
    securityPolicy: 'TLS_1_2',
    tags: { team: 'payments' },
  });
  const { tags } = await client.send(new GetTagsCommand({ resourceArn: told.domainNameArn }));
  expect(tags).toEqual({ team: 'payments' });
});

test('a region lists its own', async () => {
  const { items = [] } = await client.send(new GetDomainNamesCommand({}));
  expect(items.map((item) => item.domainName)).toEqual([domainName]);
  await expect(client.send(new GetDomainNameCommand({ domainName: 'eu.palisade.test' }))).rejects.toThrow(
    'Invalid domain name identifier specified',
  );
});

test('the mappings of a domain, the root under a name of its own', async () => {
  const { items } = await client.send(new GetBasePathMappingsCommand({ domainName }));
  expect(items).toEqual([
    { basePath: '(none)', restApiId, stage: 'test' },
    { basePath: 'v1', restApiId, stage: 'test' },
  ]);
  const one = (basePath: string) => client.send(new GetBasePathMappingCommand({ domainName, basePath }));
  expect(await one('(none)')).toMatchObject({ basePath: '(none)', restApiId });
  expect(await one('v1')).toMatchObject({ basePath: 'v1', stage: 'test' });
  await expect(one('v2')).rejects.toThrow('Invalid base path mapping identifier specified');
});

test('each needs its own permission', async () => {
  const asReader = new APIGatewayClient(edge.cloud.role(reader));
  const asMappingReader = new APIGatewayClient(edge.cloud.role(mappingReader));
  const get = new GetDomainNameCommand({ domainName });
  const mappings = new GetBasePathMappingsCommand({ domainName });
  const mapping = new GetBasePathMappingCommand({ domainName, basePath: 'v1' });
  expect((await asReader.send(get)).domainName).toBe(domainName);
  await expect(asMappingReader.send(get)).rejects.toThrow(/not authorized to perform: apigateway:GET/);
  expect((await asMappingReader.send(mappings)).items).toHaveLength(2);
  expect((await asMappingReader.send(mapping)).basePath).toBe('v1');
  await expect(asReader.send(new GetDomainNamesCommand({}))).rejects.toThrow(/not authorized/);
  asReader.destroy();
  asMappingReader.destroy();
});

test('what would change them is refused: the program does that', async () => {
  const changes = [
    new CreateDomainNameCommand({ domainName: 'new.palisade.test' }),
    new UpdateDomainNameCommand({ domainName }),
  ];
  for (const command of changes)
    await expect(client.send(command as never)).rejects.toThrow(/would change infrastructure/);
});
