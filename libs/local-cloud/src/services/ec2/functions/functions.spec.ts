import { describe, expect, test } from '@jest/globals';
import type { FunctionModel, Properties } from '@palisade/local-engine';
import { resources } from '../resources/index.ts';
import { vpcEndpoint } from '../resources/vpc-endpoint.ts';
import { Declaration } from '../testing/declaration.ts';
import { getAvailabilityZones } from './get-availability-zones.ts';
import { getManagedPrefixList } from './get-managed-prefix-list.ts';
import { getPrefixList } from './get-prefix-list.ts';
import { getRegion } from './get-region.ts';
import { getVpcEndpoint } from './get-vpc-endpoint.ts';

const d = new Declaration(resources);
const s3 = d.add(vpcEndpoint, 's3', { vpcId: 'vpc-1', serviceName: 'com.amazonaws.us-east-1.s3' });

const call = (model: FunctionModel, args: Properties = {}): Properties =>
  model.invoke(args, {
    partition: 'aws',
    accountId: '123456789012',
    region: 'us-east-1',
    organization: 'organization',
    project: 'project',
    stack: 'test',
    endpoint: '',
    resources: d.lookup(),
    elsewhere: new Declaration([]).lookup(),
  });

describe('getAvailabilityZones', () => {
  test('lists zones with their ids', () => {
    expect(call(getAvailabilityZones, { state: 'available' })).toMatchObject({
      id: 'us-east-1',
      names: ['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d', 'us-east-1e', 'us-east-1f'],
      zoneIds: ['use1-az6', 'use1-az1', 'use1-az2', 'use1-az4', 'use1-az3', 'use1-az5'],
    });
    expect(call(getAvailabilityZones, { region: 'ap-southeast-1' })['names']).toHaveLength(3);
  });

  test('leaves out what is excluded or filtered', () => {
    const standard = [{ name: 'opt-in-status', values: ['opt-in-not-required'] }];
    expect(call(getAvailabilityZones, { excludeZoneIds: ['use1-az3'], filters: standard })['zoneIds']).toHaveLength(5);
    expect(call(getAvailabilityZones, { excludeNames: ['us-east-1a'] })['names']).not.toContain('us-east-1a');
    expect(call(getAvailabilityZones, { filters: [{ name: 'zone-id', values: ['use1-az4'] }] })['names']).toEqual([
      'us-east-1d',
    ]);
    expect(() => call(getAvailabilityZones, { filters: [{ name: 'colour', values: ['x'] }] })).toThrow(
      /'colour' is invalid/,
    );
    expect(() => call(getAvailabilityZones, { region: 'mars-1' })).toThrow(/does not know the region/);
  });
});

describe('getRegion', () => {
  test('is the provider’s unless another is asked for', () => {
    expect(call(getRegion)).toMatchObject({ region: 'us-east-1', description: 'US East (N. Virginia)' });
    expect(call(getRegion, { region: 'eu-west-1' })).toMatchObject({
      id: 'eu-west-1',
      endpoint: 'ec2.eu-west-1.amazonaws.com',
    });
    expect(() => call(getRegion, { region: 'mars-1' })).toThrow(/no matching Region/);
  });
});

describe('prefix lists', () => {
  const name = 'com.amazonaws.us-east-1.s3';

  test('are found by name, id or filter', () => {
    for (const args of [
      { name },
      { prefixListId: 'pl-63a5400a' },
      { filters: [{ name: 'prefix-list-name', values: [name] }] },
    ]) {
      expect(call(getPrefixList, args)).toMatchObject({
        id: 'pl-63a5400a',
        name,
        cidrBlocks: ['52.92.0.0/21', '3.5.0.0/22'],
      });
    }
    expect(call(getManagedPrefixList, { name })).toMatchObject({
      id: 'pl-63a5400a',
      arn: 'arn:aws:ec2:us-east-1:aws:prefix-list/pl-63a5400a',
      entries: [{ cidr: '52.92.0.0/21' }, { cidr: '3.5.0.0/22' }],
    });
  });

  test('must be exactly one', () => {
    expect(() => call(getPrefixList, { name: 'nothing' })).toThrow(/no matching/);
    expect(() => call(getManagedPrefixList)).toThrow(/multiple/);
  });
});

describe('getVpcEndpoint', () => {
  test('finds what was declared before', () => {
    const serviceName = 'com.amazonaws.us-east-1.s3';
    expect(call(getVpcEndpoint, { vpcId: 'vpc-1', serviceName })).toMatchObject({
      id: s3.id,
      prefixListId: 'pl-63a5400a',
    });
    expect(() => call(getVpcEndpoint, { vpcId: 'vpc-2' })).toThrow(/no matching/);
  });
});
