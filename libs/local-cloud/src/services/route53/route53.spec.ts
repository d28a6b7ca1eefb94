import {
  ChangeResourceRecordSetsCommand,
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourceCommand,
  Route53Client,
  TestDNSAnswerCommand,
} from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties, Resource } from '@palisade/local-engine';
import { startTestCloud, type Declaration, type TestCloud } from '../../testing/index.ts';
import { declareRole, roleArn } from '../sqs/testing/sqs-cloud.ts';
import { RECORD, route53, ZONE } from './index.ts';

const GATEWAY = 'd-abc123.execute-api.us-east-1.amazonaws.com';

function declareRecord(stack: Declaration, zone: Resource, inputs: Properties): Resource {
  return stack.resource(RECORD, `record ${count++}`, { zoneId: zone.id, ...inputs });
}
let count = 0;

const a = (name: string, ...records: string[]): Properties => ({ name, type: 'A', ttl: 60, records });
const cname = (name: string, value: string): Properties => ({ name, type: 'CNAME', ttl: 60, records: [value] });

describe('a hosted zone', () => {
  let cloud: TestCloud;
  let client: Route53Client;
  let zone: Resource;

  beforeAll(async () => {
    cloud = await startTestCloud(
      (stack) => {
        zone = stack.resource(ZONE, 'zone', { name: 'Example.com.', comment: 'ours', tags: { team: 'payments' } });
        declareRecord(stack, zone, a('www', '192.0.2.1', '192.0.2.2'));
        declareRecord(stack, zone, a('*.dev.example.com', '192.0.2.3'));
        declareRecord(stack, zone, { name: '', type: 'TXT', ttl: 300, records: ['v=spf1 -all'] });
        declareRecord(stack, zone, {
          name: 'api',
          type: 'A',
          aliases: [{ name: GATEWAY, zoneId: 'Z1UJRXOUMOOFQ8', evaluateTargetHealth: false }],
        });
        declareRecord(stack, zone, {
          name: 'w3',
          type: 'A',
          aliases: [{ name: 'www.example.com', zoneId: zone.id, evaluateTargetHealth: true }],
        });
        declareRole(stack, 'reader', {
          Effect: 'Allow',
          Action: 'route53:ListResourceRecordSets',
          Resource: `arn:aws:route53:::hostedzone/${zone.id}`,
        });
        declareRole(stack, 'stranger', {
          Effect: 'Allow',
          Action: 'route53:ListResourceRecordSets',
          Resource: 'arn:aws:route53:::hostedzone/Z0000000000',
        });
      },
      { services: [route53] },
    );
    client = new Route53Client(cloud.deployer());
  });

  afterAll(async () => {
    client.destroy();
    await cloud.close();
  });

  test('has an id, name servers and an ARN of no account', async () => {
    expect(zone.outputs).toMatchObject({ name: 'example.com', zoneId: zone.id });
    expect(zone.outputs['arn']).toBe(`arn:aws:route53:::hostedzone/${zone.id}`);
    const { DelegationSet, HostedZone } = await client.send(new GetHostedZoneCommand({ Id: zone.id }));
    expect(DelegationSet?.NameServers).toEqual(zone.outputs['nameServers']);
    expect(HostedZone).toMatchObject({
      Id: `/hostedzone/${zone.id}`,
      Name: 'example.com.',
      Config: { Comment: 'ours', PrivateZone: false },
      ResourceRecordSetCount: 7,
    });
    const tags = await client.send(new ListTagsForResourceCommand({ ResourceType: 'hostedzone', ResourceId: zone.id }));
    expect(tags.ResourceTagSet?.Tags).toEqual([{ Key: 'team', Value: 'payments' }]);
    await expect(client.send(new GetHostedZoneCommand({ Id: 'ZNONE' }))).rejects.toMatchObject({
      name: 'NoSuchHostedZone',
      message: 'No hosted zone found with ID: ZNONE',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('is listed', async () => {
    expect((await client.send(new ListHostedZonesCommand({}))).HostedZones?.map(({ Name }) => Name)).toEqual([
      'example.com.',
    ]);
    const from = async (DNSName: string): Promise<number | undefined> =>
      (await client.send(new ListHostedZonesByNameCommand({ DNSName }))).HostedZones?.length;
    expect(await from('example.com')).toBe(1);
    expect(await from('example.net')).toBe(0);
  });

  test('lists its records by their labels from the right, page by page', async () => {
    const ask = (more: object) => client.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone.id, ...more }));
    const all = await ask({});
    expect(all.ResourceRecordSets?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
      'example.com. NS',
      'example.com. SOA',
      'example.com. TXT',
      'api.example.com. A',
      '\\052.dev.example.com. A',
      'w3.example.com. A',
      'www.example.com. A',
    ]);
    expect(all.ResourceRecordSets?.at(2)?.ResourceRecords).toEqual([{ Value: '"v=spf1 -all"' }]);
    expect(all.ResourceRecordSets?.at(3)).toMatchObject({
      AliasTarget: { DNSName: `${GATEWAY}.`, HostedZoneId: 'Z1UJRXOUMOOFQ8', EvaluateTargetHealth: false },
    });
    const first = await ask({ MaxItems: 5 });
    expect([first.IsTruncated, first.NextRecordName]).toEqual([true, 'w3.example.com.']);
    const rest = await ask({ StartRecordName: first.NextRecordName, StartRecordType: first.NextRecordType });
    expect(rest.ResourceRecordSets).toHaveLength(2);
  });

  test.each([
    ['www.example.com', 'A', 'NOERROR', ['192.0.2.1', '192.0.2.2']],
    ['w3.example.com', 'A', 'NOERROR', ['192.0.2.1', '192.0.2.2']],
    ['api.example.com', 'A', 'NOERROR', ['127.0.0.1']],
    ['any.dev.example.com', 'A', 'NOERROR', ['192.0.2.3']],
    ['www.example.com', 'TXT', 'NOERROR', []],
    ['none.example.com', 'A', 'NXDOMAIN', []],
    ['example.net', 'A', 'NXDOMAIN', []],
  ])('answers for %s %s', async (RecordName, RecordType, code, data) => {
    const answer = await client.send(
      new TestDNSAnswerCommand({ HostedZoneId: zone.id, RecordName, RecordType: RecordType as 'A' }),
    );
    expect([answer.ResponseCode, answer.RecordData]).toEqual([code, data]);
  });

  test('is read by whom IAM lets, and by nobody else', async () => {
    const as = async (role: string): Promise<number | undefined> => {
      const session = new Route53Client(cloud.role(roleArn(role)));
      try {
        const command = new ListResourceRecordSetsCommand({ HostedZoneId: zone.id });
        return (await session.send(command)).ResourceRecordSets?.length;
      } finally {
        session.destroy();
      }
    };
    expect(await as('reader')).toBe(7);
    await expect(as('stranger')).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  });

  test('changes through a program only', async () => {
    const change = new ChangeResourceRecordSetsCommand({
      HostedZoneId: zone.id,
      ChangeBatch: { Changes: [{ Action: 'DELETE', ResourceRecordSet: { Name: 'www.example.com', Type: 'A' } }] },
    });
    await expect(client.send(change)).rejects.toMatchObject({ name: 'InfrastructureIsDeclared' });
  });
});

/** What `up` says; 'taken' if it takes the records. */
async function up(...records: readonly Properties[]): Promise<string> {
  const cloud = await startTestCloud(undefined, { services: [route53] });
  try {
    await cloud.deploy((stack) => {
      const zone = stack.resource(ZONE, 'zone', { name: 'example.com' });
      for (const record of records) declareRecord(stack, zone, record);
    });
    return 'taken';
  } catch (error) {
    return (error as Error).message.replace(/^urn:\S+(?: \d+)?: /gm, '');
  } finally {
    await cloud.close();
  }
}

const alias = (name: string, zoneId: string): Properties => ({
  name: 'alias',
  type: 'A',
  aliases: [{ name, zoneId, evaluateTargetHealth: false }],
});

test.each([
  ['a second one of the same name and type', [a('x', '192.0.2.1'), a('X.example.com.', '192.0.2.2')], /already exists/],
  [
    'one that overwrites it',
    [cname('_x', 'a.acm-validations.aws.'), { ...cname('_x', 'a.acm-validations.aws.'), allowOverwrite: true }],
    /^taken$/,
  ],
  ['a CNAME beside another', [a('x', '192.0.2.1'), cname('x', 'y.example.com')], /conflicting RRSet of type CNAME/],
  ['another beside a CNAME', [cname('x', 'y.example.com'), a('x', '192.0.2.1')], /conflicting RRSet of type CNAME/],
  ['a CNAME at the apex', [cname('', 'y.example.com')], /not permitted at apex in zone example.com/],
  ['no IPv4 address', [a('x', '192.0.2.256')], /ARRDATAIllegalIPv4Address/],
  ['no IPv6 address', [{ ...a('x', '192.0.2.1'), type: 'AAAA' }], /AAAARRDATAIllegalIPv6Address/],
  ['an empty label', [a('x..y', '192.0.2.1')], /DomainLabelEmpty/],
  ['a label of 64 characters', [a('x'.repeat(64), '192.0.2.1')], /DomainLabelTooLong/],
  ['a space in a name', [a('x y', '192.0.2.1')], /UnsupportedCharacter/],
  [
    'a text of 256 characters',
    [{ name: 't', type: 'TXT', ttl: 1, records: ['x'.repeat(256)] }],
    /CharacterStringTooLong/,
  ],
  ['neither values nor an alias', [{ name: 'x', type: 'A', ttl: 60 }], /one of `aliases,records` must be specified/],
  ['values without a time to live', [{ name: 'x', type: 'A', records: ['192.0.2.1'] }], /all of `records,ttl`/],
  ['an alias to nothing', [alias('none.example.com', 'ZOTHER')], /does not lie within the target zone/],
  ['an alias to the gateway', [alias(GATEWAY, 'Z1UJRXOUMOOFQ8')], /^taken$/],
])('records: %s', async (_name, records, answer) => {
  expect(await up(...records)).toMatch(answer);
});

test('a record of another stack keeps a zone, and needs it', async () => {
  const cloud = await startTestCloud((stack) => void stack.resource(ZONE, 'zone', { name: 'example.com' }), {
    services: [route53],
  });
  const zoneId = cloud.cloud.stacks()[0]?.resources[0]?.id ?? '';
  const graph = await cloud.deploy(
    (stack) => void stack.resource(RECORD, 'www', { zoneId, ...a('www', '192.0.2.1') }),
    'other',
  );
  expect(graph.resources[0]?.outputs['fqdn']).toBe('www.example.com');
  await expect(cloud.cloud.remove('test')).rejects.toThrow(`NoSuchHostedZone: No hosted zone found with ID: ${zoneId}`);
  await cloud.cloud.remove('other');
  await cloud.cloud.remove('test');
  await expect(
    cloud.deploy((stack) => void stack.resource(RECORD, 'www', { zoneId, ...a('www', '192.0.2.1') }), 'other'),
  ).rejects.toThrow('NoSuchHostedZone');
  await cloud.close();
});

test('bad names and private zones are refused', async () => {
  const deploy = startTestCloud((stack) => void stack.resource(ZONE, 'zone', { name: 'a b.com' }), {
    services: [route53],
  });
  await expect(deploy).rejects.toThrow('InvalidDomainName: The domain name a b.com is not valid');
  expect(route53.resources.find(({ token }) => token === ZONE)?.inputs.properties['vpcs']?.shape.kind).toBe('refused');
});
