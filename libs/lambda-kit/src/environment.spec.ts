import { describe, expect, test } from '@jest/globals';
import { bucketName, ConfigError, integer, tableName } from './environment.ts';

const limits = { min: 1, max: 100, fallback: 20 };

describe('a variable', () => {
  test('is taken as it is', () => {
    expect(bucketName({ B: 'documents-dev' }, 'B')).toBe('documents-dev');
    expect(tableName({ T: 'prod-documents.1_a' }, 'T')).toBe('prod-documents.1_a');
    expect(integer({ N: '100' }, 'N', limits)).toBe(100);
  });

  test('may be left out when there is a default', () => {
    expect([integer({}, 'N', limits), integer({ N: '' }, 'N', limits)]).toEqual([20, 20]);
  });

  test.each<[string, () => unknown]>([
    ['B is not set', () => bucketName({}, 'B')],
    ['B is not set', () => bucketName({ B: '' }, 'B')],
    ['B is "Documents"', () => bucketName({ B: 'Documents' }, 'B')],
    ['T is "a/b"', () => tableName({ T: 'a/b' }, 'T')],
    ['N is "0"', () => integer({ N: '0' }, 'N', limits)],
    ['N is "101"', () => integer({ N: '101' }, 'N', limits)],
    ['N is "1e1"', () => integer({ N: '1e1' }, 'N', limits)],
    ['N is "1.5"', () => integer({ N: '1.5' }, 'N', limits)],
    ['N is "lots"', () => integer({ N: 'lots' }, 'N', limits)],
  ])('is refused naming it: %s', (message, read) => {
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
  });
});
