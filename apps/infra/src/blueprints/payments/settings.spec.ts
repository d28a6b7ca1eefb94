import { describe, expect, test } from '@jest/globals';
import { ConfigReader } from '../../config-reader.ts';
import { readPaymentsSettings, type PaymentsSettings } from './settings.ts';

const required = { 'palisade:domainName': 'payments.example.com', 'palisade:truststoreFile': 'truststores/dev.pem' };

function read(config: Readonly<Record<string, string>> = {}, without?: string): PaymentsSettings {
  const all: Readonly<Record<string, string>> = { ...required, ...config };
  const reader = new ConfigReader('payments-dev', (key) => (key === without ? undefined : all[key]));
  const settings = readPaymentsSettings(reader);
  reader.finish();
  return settings;
}

test('what a stack file does not say is what the requirement asks for', () => {
  expect(read()).toEqual({
    domainName: 'payments.example.com',
    hostedZoneId: '',
    truststoreFile: 'truststores/dev.pem',
    stageName: 'v1',
    vpcCidr: '10.50.0.0/16',
    publicSubnets: 'isolated',
    logRetentionDays: 90,
    documentVersionDays: 90,
    documentLockDays: 0,
    accessLogDays: 365,
    trailDays: 731,
    keyDeletionDays: 10,
    throttle: { rate: 500, burst: 1000 },
    requestsPerAddress: 2000,
    paymentsPerAddress: 100,
    allowedCountries: [],
    tracing: 'active',
    trail: 'managed',
    trailObjects: 'own',
    apiGatewayAccount: 'managed',
    administratorArns: [],
    operatorArns: [],
    alarmEmails: [],
  });
});

describe('refused', () => {
  test.each(['palisade:domainName', 'palisade:truststoreFile'])('without %s, before anything is made', (key) => {
    expect(() => read({}, key)).toThrow(`${key} is missing from Pulumi.payments-dev.yaml`);
  });

  test.each([
    ['palisade:domainName', 'Payments.example.com', 'a domain name in lower case'],
    ['palisade:domainName', 'payments', 'a domain name in lower case'],
    ['palisade:domainName', 'https://payments.example.com', 'a domain name in lower case'],
    ['palisade:hostedZoneId', '/hostedzone/Z0123456789ABCDEFGHIJ', 'the id of a public hosted zone'],
    ['palisade:truststoreFile', 'truststores/dev.key', 'a PEM file'],
    ['palisade:logRetentionDays', '30', 'one of 90, 120'],
    ['palisade:documentLockDays', '-1', '0 (not locked) to 3650 days'],
    ['palisade:keyDeletionDays', '6', '7 to 30 days'],
    ['palisade:requestsPerAddress', '9', '10 to 2000000000'],
    ['palisade:allowedCountries', '["USA"]', 'country codes of ISO 3166'],
    ['palisade:trailObjects', 'none', 'one of own, all'],
    ['palisade:operatorArns', '["arn:aws:iam::111122223333:root"]', 'role or user ARNs'],
    ['palisade:alarmEmails', '["operations"]', 'email addresses'],
  ])('%s: %s', (key, value, words) => {
    expect(() => read({ [key]: value })).toThrow(words);
  });
});
