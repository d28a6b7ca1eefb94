import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { writeCountryFile } from '../testing/country-file.ts';
import { CountryDatabase } from './country-database.ts';

test('the user’s database tells where addresses are', () => {
  const path = join(temporaryDirectory(), 'country.mmdb');
  writeCountryFile(path, {
    '192.0.2.0/24': { country: 'CH', region: 'BE' },
    '198.51.100.0/25': { country: 'US' },
    '2001:db8::/32': { country: 'NZ' },
  });
  const log: string[] = [];
  const database = new CountryDatabase(
    (message) => log.push(message),
    () => path,
  );
  expect(database.locationOf('192.0.2.77')).toEqual({ country: 'CH', region: 'BE' });
  expect(database.locationOf('198.51.100.1')).toEqual({ country: 'US' });
  expect(database.locationOf('198.51.100.200')).toBeUndefined();
  expect(database.locationOf('2001:db8:5::1')).toEqual({ country: 'NZ' });
  expect(log).toEqual([]);
});

test.each([
  ['no database', () => undefined, /there is no database of them/],
  ['no such file', () => join(temporaryDirectory(), 'nowhere.mmdb'), /cannot be read/],
  [
    'a file that is none',
    () => {
      const path = join(temporaryDirectory(), 'broken.mmdb');
      writeFileSync(path, 'not a database');
      return path;
    },
    /cannot be read/,
  ],
])('with %s nobody knows, and the operator hears of it once, when a rule asks', (_what, path, message) => {
  const log: string[] = [];
  const found = path();
  const database = new CountryDatabase(
    (each) => log.push(each),
    () => found,
  );
  expect(database.knownLocationOf('192.0.2.1')).toBeUndefined();
  expect(log).toEqual([]);
  expect(database.locationOf('192.0.2.1')).toBeUndefined();
  expect(database.locationOf('192.0.2.1')).toBeUndefined();
  expect(log).toEqual([expect.stringMatching(message)]);
});
