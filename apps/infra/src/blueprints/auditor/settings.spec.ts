import { expect, test } from '@jest/globals';
import { ConfigReader } from '../../config-reader.ts';
import { readAuditorSettings, type AuditorSettings } from './settings.ts';

function read(values: Readonly<Record<string, string>>): AuditorSettings {
  const reader = new ConfigReader('auditor-dev', (key) => values[key]);
  const settings = readAuditorSettings(reader);
  reader.finish();
  return settings;
}

test('the audited stack must be named; a second factor is required unless switched off', () => {
  expect(() => read({})).toThrow('palisade:auditedStack is missing from Pulumi.auditor-dev.yaml');
  const settings = { auditedStack: 'documents-dev', auditorMfa: 'required', auditorArns: [] };
  expect(read({ 'palisade:auditedStack': 'documents-dev' })).toEqual(settings);
});

test.each(['documents-dev', 'acme/palisade/documents-dev'])('%s is a stack', (name) => {
  expect(read({ 'palisade:auditedStack': name }).auditedStack).toBe(name);
});

test.each([
  ['palisade:auditedStack', 'palisade/documents-dev', 'the name of a stack'],
  ['palisade:auditedStack', 'documents dev', 'the name of a stack'],
  ['palisade:auditorMfa', 'no', 'one of required, off'],
  ['palisade:auditorArns', '["arn:aws:iam::123456789012:root"]', 'role or user ARNs'],
])('%s: %s is refused', (key, value, rule) => {
  expect(() => read({ 'palisade:auditedStack': 'documents-dev', [key]: value })).toThrow(rule);
});
