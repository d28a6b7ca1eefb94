import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConfigError } from '../../config-reader.ts';
import { readTruststore } from './truststore.ts';

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
let root: string;
let home: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'palisade-truststore-'));
  home = join(root, 'elsewhere');
  for (const directory of ['.palisade/certs', 'truststores', 'elsewhere/certs']) {
    mkdirSync(join(root, directory), { recursive: true });
  }
  writeFileSync(join(root, '.palisade/certs/ca.pem'), `in the workspace\n${certificate}`);
  writeFileSync(join(home, 'certs/ca.pem'), `in the home\n${certificate}`);
  writeFileSync(join(root, 'truststores/dev.pem'), certificate);
  writeFileSync(join(root, 'truststores/empty.pem'), 'no certificate');
  writeFileSync(join(root, 'truststores/key.pem'), `${certificate}-----BEGIN EC PRIVATE KEY-----\nMHcC\n`);
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test('a file is below the workspace, or where its whole path says', () => {
  expect(readTruststore('truststores/dev.pem', { root })).toBe(certificate);
  expect(readTruststore(join(root, 'truststores/dev.pem'), { root: '/nowhere' })).toBe(certificate);
});

test('what is the local cloud’s is in its home', () => {
  expect(readTruststore('.palisade/certs/ca.pem', { root })).toContain('in the workspace');
  expect(readTruststore('.palisade/certs/ca.pem', { root, home: '' })).toContain('in the workspace');
  expect(readTruststore('.palisade/certs/ca.pem', { root, home })).toContain('in the home');
});

test.each([
  ['missing', 'truststores/prod.pem', 'npx palisade certs init'],
  ['without a certificate', 'truststores/empty.pem', 'holds no certificate in PEM'],
  ['with a private key', 'truststores/key.pem', 'holds a private key'],
])('one %s is refused', (_, file, words) => {
  expect(() => readTruststore(file, { root })).toThrow(words);
  expect(() => readTruststore(file, { root })).not.toThrow('MHcC');
  expect(() => readTruststore(file, { root })).toThrow(ConfigError);
});
