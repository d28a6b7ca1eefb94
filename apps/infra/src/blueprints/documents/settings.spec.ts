import { expect, test } from '@jest/globals';
import { ConfigReader } from '../../config-reader.ts';
import { readDocumentsSettings, type DocumentsSettings } from './settings.ts';

function read(values: Readonly<Record<string, string>>): DocumentsSettings {
  const reader = new ConfigReader('documents-dev', (key) => values[key]);
  const settings = readDocumentsSettings(reader);
  reader.finish();
  return settings;
}

test('nothing has to be set, and the defaults are the required ones', () => {
  expect(read({})).toMatchObject({ logRetentionDays: 90, publicSubnets: 'routed', verifierRole: 'absent' });
});

test.each([
  ['palisade:logRetentionDays', '30', 'one of 90'],
  ['palisade:vpcCidr', '192.168.0.0/16', 'a /16 network in 10.0.0.0/8'],
  ['palisade:vpcCidr', '10.256.0.0/16', 'a /16 network in 10.0.0.0/8'],
  ['palisade:stageName', 'a b', 'letters, digits'],
  ['palisade:throttleRate', '0', '1 to 10000'],
  ['palisade:verifierRole', 'yes', 'one of enabled, absent'],
  ['palisade:callerArns', '["*"]', 'role or user ARNs'],
  ['palisade:callerArns', '["arn:aws:iam::123456789012:root"]', 'role or user ARNs'],
])('%s: %s is refused', (key, value, rule) => {
  expect(() => read({ [key]: value })).toThrow(rule);
});

test('callers are role or user ARNs, paths included', () => {
  const arns = [
    'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x',
    'arn:aws:iam::123456789012:user/ci',
  ];
  expect(read({ 'palisade:callerArns': JSON.stringify(arns) }).callerArns).toEqual(arns);
});
