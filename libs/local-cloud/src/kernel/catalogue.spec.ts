import { expect, test } from '@jest/globals';
import { awsProvider } from './catalogue.ts';

const configured = (region: string) => awsProvider.region({}, { 'aws:region': region });
const given = (region: string) => awsProvider.region({ region }, { 'aws:region': 'us-east-1' });

test.each(['us-east-1', 'us-west-2', 'eu-west-1', 'ca-central-1', 'ap-southeast-5', 'il-central-1'])(
  '%s is a region of the local cloud',
  (region) => {
    expect(configured(region)).toBe(region);
    expect(given(region)).toBe(region);
  },
);

test.each([
  ['cn-north-1', 'aws-cn'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is refused as one of %s', (region, partition) => {
  const refusal = new RegExp(`region ${region}: it belongs to the partition ${partition},.*Choose a region`);
  expect(() => configured(region)).toThrow(refusal);
  expect(() => given(region)).toThrow(refusal);
});

test('a region has to be set', () => {
  expect(() => awsProvider.region({}, {})).toThrow("Run 'pulumi config set aws:region <region>'");
  expect(given('eu-west-1')).toBe('eu-west-1');
});
