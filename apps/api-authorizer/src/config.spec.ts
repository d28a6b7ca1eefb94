import { describe, expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  test('takes the table', () => {
    expect(readConfig({ PERMISSIONS_TABLE: 'prod-api-permissions' })).toEqual({
      permissionsTable: 'prod-api-permissions',
    });
  });

  test.each([{}, { PERMISSIONS_TABLE: '' }, { PERMISSIONS_TABLE: 'a b' }])(
    'names the variable in refusing %j',
    (env) => {
      expect(() => readConfig(env)).toThrow('PERMISSIONS_TABLE');
    },
  );
});
