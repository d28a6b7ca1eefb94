import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CertificateAuthority } from './ca.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';

const DAY = 86_400_000;
const now = Date.UTC(2026, 0, 1);

test('makes an authority and a certificate for this machine, and keeps both', async () => {
  const root = temporaryDirectory();
  const door = await new CertificateAuthority(root, () => now).doorCertificate();
  const authority = new X509Certificate(readFileSync(join(root, 'ca.pem')));
  const certificate = new X509Certificate(door.certificate);
  expect(authority.ca).toBe(true);
  expect(certificate.ca).toBe(false);
  expect(certificate.verify(authority.publicKey)).toBe(true);
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkHost('example.com')).toBeUndefined();
  expect(await new CertificateAuthority(root, () => now).doorCertificate()).toEqual(door);
});

test('renews the certificate before it ends, not the authority, so that clients need not change', async () => {
  const root = temporaryDirectory();
  const first = await new CertificateAuthority(root, () => now).doorCertificate();
  const authority = readFileSync(join(root, 'ca.pem'), 'utf8');
  const later = await new CertificateAuthority(root, () => now + 340 * DAY).doorCertificate();
  expect(later).not.toEqual(first);
  expect(readFileSync(join(root, 'ca.pem'), 'utf8')).toBe(authority);
});

test.each(['ca.pem', 'ca.key', 'tls/door.key', 'tls/door.pem'])('a damaged %s is made anew', async (name) => {
  const root = temporaryDirectory();
  await new CertificateAuthority(root, () => now).doorCertificate();
  writeFileSync(join(root, name), 'damaged');
  const door = await new CertificateAuthority(root, () => now).doorCertificate();
  const authority = new X509Certificate(readFileSync(join(root, 'ca.pem')));
  expect(new X509Certificate(door.certificate).verify(authority.publicKey)).toBe(true);
});
