import { expect, test } from '@jest/globals';
import { ConfigReader } from '../../config-reader.ts';
import { readSecureApiSettings, type SecureApiSettings } from './settings.ts';

function read(values: Readonly<Record<string, string>>): SecureApiSettings {
  const reader = new ConfigReader('secure-api-dev', (key) => values[key]);
  const settings = readSecureApiSettings(reader);
  reader.finish();
  return settings;
}

test('nothing has to be set', () => {
  expect(read({})).toEqual({
    stageName: 'prod',
    logRetentionDays: 90,
    allowedOrigins: [],
    throttle: { rate: 100, burst: 200 },
    reservedConcurrency: 0,
    apiGatewayAccount: 'managed',
    verifierRole: 'absent',
    callerArns: [],
  });
});

test.each(['1', '7', '731'])('logs may be kept for %s days', (days) => {
  expect(read({ 'palisade:logRetentionDays': days }).logRetentionDays).toBe(Number(days));
});

test.each([
  ['palisade:logRetentionDays', '0', 'one of 1'],
  ['palisade:logRetentionDays', '8', 'one of 1'],
  ['palisade:stageName', 'a b', 'letters, digits'],
  ['palisade:throttleRate', '0', '1 to 10000'],
  ['palisade:throttleBurst', '5001', '1 to 5000'],
  ['palisade:reservedConcurrency', '-1', '0 (none reserved)'],
  ['palisade:verifierRole', 'yes', 'one of enabled, absent'],
  ['palisade:callerArns', '["arn:aws:iam::123456789012:root"]', 'role or user ARNs'],
])('%s: %s is refused', (key, value, rule) => {
  expect(() => read({ [key]: value })).toThrow(rule);
});

test('pages that may call are named by their whole origin, and * is none', () => {
  const origins = ['https://app.example.com', 'http://localhost:4200'];
  expect(read({ 'palisade:allowedOrigins': JSON.stringify(origins) }).allowedOrigins).toEqual(origins);
  for (const wrong of ['*', 'https://*.example.com', 'app.example.com', 'https://app.example.com/', 'null']) {
    expect(() => read({ 'palisade:allowedOrigins': JSON.stringify([wrong]) })).toThrow('whole origins, never *');
  }
});
