import { describe, expect, test } from '@jest/globals';
import { ConfigReader } from '../../config-reader.ts';
import { readProcessingSettings, type ProcessingSettings } from './settings.ts';

const cursorKey = '0123456789abcdef'.repeat(4);

function read(config: Readonly<Record<string, string>> = {}): ProcessingSettings {
  const all: Readonly<Record<string, string>> = { 'palisade:cursorKey': cursorKey, ...config };
  const reader = new ConfigReader('processing-dev', (key) => all[key]);
  const settings = readProcessingSettings(reader);
  reader.finish();
  return settings;
}

test('what a stack file does not say is what the requirement asks for', () => {
  expect(read()).toEqual({
    namePrefix: 'prod',
    stageName: 'v1',
    vpcCidr: '10.40.0.0/16',
    logRetentionDays: 90,
    documentVersionDays: 90,
    accessLogDays: 365,
    trailDays: 731,
    throttle: { rate: 500, burst: 1000 },
    plans: {
      'read-only': { rate: 100, burst: 200, quotaPerDay: 100_000 },
      'read-write': { rate: 50, burst: 100, quotaPerDay: 50_000 },
      admin: { rate: 20, burst: 40, quotaPerDay: 10_000 },
    },
    authorizerCacheSeconds: 300,
    presignedSeconds: 900,
    maxUploadMegabytes: 100,
    cursorKey,
    tracing: 'active',
    trail: 'managed',
    apiGatewayAccount: 'managed',
    verifierRole: 'absent',
    administratorArns: [],
    callerArns: [],
    alarmEmails: [],
    changeEmails: [],
  });
});

test('each level has limits of its own', () => {
  expect(read({ 'palisade:readWriteRate': '7', 'palisade:adminQuotaPerDay': '5' }).plans).toMatchObject({
    'read-only': { rate: 100 },
    'read-write': { rate: 7, burst: 100 },
    admin: { rate: 20, quotaPerDay: 5 },
  });
});

describe('refused', () => {
  test.each([
    ['palisade:namePrefix', 'Prod', 'beginning with a letter'],
    ['palisade:namePrefix', 'production', '1 to 8'],
    ['palisade:vpcCidr', '192.168.0.0/16', 'a /16 network'],
    ['palisade:logRetentionDays', '30', 'one of 90, 120'],
    ['palisade:authorizerCacheSeconds', '3601', '0 (ask every time) to 3600'],
    ['palisade:presignedSeconds', '29', '30 to 3600'],
    ['palisade:maxUploadMegabytes', '201', '1 to 200 MiB'],
    ['palisade:readOnlyQuotaPerDay', '0', '1 to 1000000000'],
    ['palisade:trail', 'absent', 'one of managed, existing'],
    ['palisade:alarmEmails', '["operations"]', 'email addresses'],
    ['palisade:callerArns', '["*"]', 'role or user ARNs'],
  ])('%s: %s', (key, value, words) => {
    expect(() => read({ [key]: value })).toThrow(words);
  });

  test('a cursor key that is none, without quoting it, and with how to make one', () => {
    const wrong = 'not-quite-a-secret';
    expect(() => read({ 'palisade:cursorKey': wrong })).toThrow(
      'palisade:cursorKey is wrong in Pulumi.processing-dev.yaml. It must be 32 random bytes in 64 lower-case hex digits: ' +
        '`pulumi config set --secret palisade:cursorKey`.',
    );
    expect(() => read({ 'palisade:cursorKey': wrong })).not.toThrow(wrong);
  });
});
