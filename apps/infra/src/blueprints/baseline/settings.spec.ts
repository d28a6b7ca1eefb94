import { expect, test } from '@jest/globals';
import { ConfigReader } from '../../config-reader.ts';
import { readBaselineSettings, type BaselineSettings } from './settings.ts';

function read(values: Readonly<Record<string, string>>): BaselineSettings {
  const reader = new ConfigReader('baseline-dev', (key) => values[key]);
  const settings = readBaselineSettings(reader);
  reader.finish();
  return settings;
}

test('everything is this stack’s unless the stack file says otherwise, and history is kept for seven years', () => {
  expect(read({})).toEqual({
    securityHub: 'managed',
    configRecorder: 'managed',
    configServiceRole: 'managed',
    accountPublicAccess: 'managed',
    configHistoryDays: 2557,
  });
  expect(read({ 'palisade:securityHub': 'adopt', 'palisade:configRecorder': 'existing' })).toMatchObject({
    securityHub: 'adopt',
    configRecorder: 'existing',
    configServiceRole: 'managed',
  });
});

test.each([
  ['palisade:securityHub', 'yes', 'one of managed, adopt, existing'],
  ['palisade:configRecorder', 'false', 'one of managed, adopt, existing'],
  ['palisade:configHistoryDays', '90', 'from 365 to 3650'],
])('%s: %s is refused', (key, value, rule) => {
  expect(() => read({ [key]: value })).toThrow(rule);
});
