import { describe, expect, test } from '@jest/globals';
import { ConfigReader } from './config-reader.ts';
import { readStackConfig, type StackConfig, type StackRules } from './config.ts';

const right = {
  'aws:region': 'us-east-1',
  'palisade:blueprint': 'documents',
  'palisade:target': 'aws',
  'palisade:environmentSuffix': 'dev',
};

function read(changes: Readonly<Record<string, string>> = {}, without: readonly string[] = []): StackConfig {
  const values = Object.fromEntries(Object.entries({ ...right, ...changes }).filter(([key]) => !without.includes(key)));
  const reader = new ConfigReader('documents-dev', (key) => values[key]);
  const config = readStackConfig(
    reader,
    new Map<string, StackRules>([
      ['documents', { region: 'us-east-1' }],
      ['secure-api', { region: 'ap-southeast-1' }],
      ['payments', { region: 'us-east-1', defaults: { environmentSuffix: 'dev', region: 'us-east-1' } }],
    ]),
  );
  reader.finish();
  return config;
}

test('a complete stack file is read', () => {
  expect(read()).toEqual({
    blueprint: 'documents',
    region: 'us-east-1',
    target: 'aws',
    environmentSuffix: 'dev',
    protection: 'none',
  });
});

test("a region other than the blueprint's is refused, naming both and the fix", () => {
  expect(() => read({ 'aws:region': 'eu-west-1' })).toThrow(
    'aws:region in Pulumi.documents-dev.yaml is "eu-west-1", but the blueprint documents is required to run in us-east-1. ' +
      'Set `aws:region: us-east-1`.',
  );
});

test('the region follows the blueprint', () => {
  expect(read({ 'palisade:blueprint': 'secure-api', 'aws:region': 'ap-southeast-1' }).region).toBe('ap-southeast-1');
});

test('an unknown blueprint lists the known ones', () => {
  expect(() => read({ 'palisade:blueprint': 'documentz' })).toThrow('one of documents, secure-api, payments');
});

describe('environmentSuffix', () => {
  test.each(['Dev', 'a_b', '', 'x'.repeat(17)])('%j is refused', (suffix) => {
    expect(() => read({ 'palisade:environmentSuffix': suffix })).toThrow(
      '1 to 16 lower-case letters, digits or hyphens',
    );
  });

  test.each(['d', 'pr-42', 'x'.repeat(16)])('%j is taken', (suffix) => {
    expect(read({ 'palisade:environmentSuffix': suffix }).environmentSuffix).toBe(suffix);
  });
});

describe('what a stack file may leave out', () => {
  const suffixAndRegion = ['palisade:environmentSuffix', 'aws:region'];

  test('is nothing, unless the blueprint says so', () => {
    expect(() => read({}, suffixAndRegion)).toThrow(/palisade:environmentSuffix is missing/);
    expect(() => read({}, suffixAndRegion)).toThrow(/aws:region is missing/);
    expect(read({ 'palisade:blueprint': 'payments' }, suffixAndRegion)).toMatchObject({
      environmentSuffix: 'dev',
      region: 'us-east-1',
    });
  });

  test('the region is said in either key, or in both alike', () => {
    expect(read({ 'palisade:region': 'us-east-1' }).region).toBe('us-east-1');
    expect(read({ 'palisade:region': 'us-east-1' }, ['aws:region']).region).toBe('us-east-1');
    expect(() => read({ 'palisade:region': 'eu-west-1' })).toThrow(
      'palisade:region in Pulumi.documents-dev.yaml is "eu-west-1" and aws:region is "us-east-1"; they must be the same.',
    );
    expect(() => read({ 'palisade:region': 'eu-west-1' }, ['aws:region'])).toThrow('is required to run in us-east-1');
  });
});
