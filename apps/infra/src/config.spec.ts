import { describe, expect, test } from '@jest/globals';
import { ConfigReader } from './config-reader.ts';
import { readStackConfig, type StackConfig } from './config.ts';

const right = {
  'aws:region': 'us-east-1',
  'palisade:blueprint': 'documents',
  'palisade:target': 'aws',
  'palisade:environmentSuffix': 'dev',
};

function read(changes: Readonly<Record<string, string>> = {}): StackConfig {
  const values: Readonly<Record<string, string>> = { ...right, ...changes };
  const reader = new ConfigReader('documents-dev', (key) => values[key]);
  const config = readStackConfig(reader, { documents: 'us-east-1', 'secure-api': 'ap-southeast-1' });
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
  expect(() => read({ 'palisade:blueprint': 'documentz' })).toThrow('one of documents, secure-api');
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
