import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';
import { expect, test } from '@jest/globals';
import { issueAuthority, issueClientCertificate, type Validity } from '../../../gateway/tls/issue.ts';
import { readTruststore, TruststoreError } from './truststore.ts';

const DAY = 86_400_000;
const now = Date.UTC(2026, 5, 1);
const validity: Validity = { notBefore: now - DAY, notAfter: now + DAY };
const root = await issueAuthority({ commonName: 'Root', pathLength: 5, ...validity });

const read = (...parts: readonly string[]) => readTruststore(Buffer.from(parts.join('')), now);

/** A certificate that signed itself, for what issue.ts would not make. */
async function selfSigned(algorithm: object, ca = true): Promise<string> {
  const keys = await webcrypto.subtle.generateKey(algorithm as webcrypto.EcKeyGenParams, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=Made',
      notBefore: new Date(validity.notBefore),
      notAfter: new Date(validity.notAfter),
      signingAlgorithm: algorithm as webcrypto.EcdsaParams,
      keys,
      extensions: [new BasicConstraintsExtension(ca, undefined, true)],
    },
    webcrypto,
  );
  return `${certificate.toString('pem')}\n`;
}

const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
  hash: 'SHA-256',
};

test('keeps the certificates and nothing around them', () => {
  const { pem, fingerprint, warnings } = read('# our clients\n', root.certificate, '\nmore text\n');
  expect(pem).toBe(root.certificate);
  expect(fingerprint).toBe(read(root.certificate).fingerprint);
  expect(warnings).toEqual([]);
});

test('takes chains of four, RSA keys, and a thousand certificates', async () => {
  const second = await issueAuthority({ commonName: '2', pathLength: 4, ...validity }, root);
  const third = await issueAuthority({ commonName: '3', pathLength: 3, ...validity }, second);
  const fourth = await issueAuthority({ commonName: '4', pathLength: 2, ...validity, keyKind: 'RSA-2048' }, third);
  const chain = [root, second, third, fourth].map(({ certificate }) => certificate);
  expect(read(...chain).warnings).toEqual([]);
  const fifth = await issueAuthority({ commonName: '5', pathLength: 1, ...validity }, fourth);
  expect(() => read(...chain, fifth.certificate)).toThrow('certificate 5 of the truststore has a chain of more than 4');
  expect(read(...Array<string>(1000).fill(root.certificate)).warnings).toEqual([]);
});

test('two authorities that certify each other are no endless chain', async () => {
  const one = await issueAuthority({ commonName: 'One', pathLength: 5, ...validity });
  const two = await issueAuthority({ commonName: 'Two', pathLength: 5, ...validity }, one);
  const crossed = await issueAuthority({ commonName: 'One', pathLength: 5, ...validity }, two);
  expect(() => read(two.certificate, crossed.certificate)).not.toThrow(RangeError);
});

test('warns of what is accepted and will not work', async () => {
  const expired = await issueAuthority({ commonName: 'Expired', notBefore: now - 9 * DAY, notAfter: now - DAY });
  const future = await issueAuthority({ commonName: 'Future', notBefore: now + DAY, notAfter: now + 9 * DAY });
  const middle = await issueAuthority({ commonName: 'Middle', pathLength: 1, ...validity }, root);
  expect(read(expired.certificate, future.certificate, middle.certificate).warnings).toEqual([
    'Certificate 1 has expired',
    'Certificate 2 is not yet valid',
    'The certificate chain of certificate 3 does not end with a root in the truststore',
  ]);
  expect(read(middle.certificate, root.certificate).warnings).toEqual([]);
});

const client = await issueClientCertificate(root, { commonName: 'client', ...validity });
const [begin, end] = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'];

test.each<[string, readonly string[], RegExp]>([
  ['nothing', [''], /contains no PEM certificate/],
  ['text', ['no certificate'], /contains no PEM certificate/],
  ['half a certificate', [root.certificate.slice(0, 300)], /ends in the middle of a CERTIFICATE/],
  [
    'half a certificate behind a whole one',
    [root.certificate, root.certificate.slice(0, 300)],
    /ends in the middle of a CERTIFICATE/,
  ],
  ['a megabyte of beginnings', ['-----BEGIN A-----\n'.repeat(58_000)], /ends in the middle of a A/],
  [
    'a damaged certificate',
    [root.certificate, `${begin}\nAAAA\n${end}\n`],
    /certificate 2 of the truststore is damaged/,
  ],
  ['a private key', [root.certificate, root.key], /contains a PRIVATE KEY: it may hold certificates only/],
  ['a client', [client.certificate], /certificate 1 of the truststore is not that of a certificate authority/],
  ['a megabyte', [root.certificate, ' '.repeat(2 ** 20)], /larger than 1 MB/],
  [
    'too many certificates',
    Array<string>(1001).fill(`${begin}\nAA\n${end}\n`),
    /contains 1001 certificates: it may hold 1000/,
  ],
])('refuses %s', (_, parts, problem) => {
  expect(() => read(...parts)).toThrow(TruststoreError);
  expect(() => read(...parts)).toThrow(problem);
});

test.each<[string, object, RegExp | undefined]>([
  ['RSA, SHA-256', rsa, undefined],
  ['RSA, SHA-512', { ...rsa, hash: 'SHA-512' }, undefined],
  ['RSA, SHA-1', { ...rsa, hash: 'SHA-1' }, /is signed with a hash weaker than SHA-256/],
  ['RSA of 1024 bits', { ...rsa, modulusLength: 1024 }, /has an RSA key of less than 2048 bits/],
  ['P-256', { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, undefined],
  ['P-256, SHA-1', { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-1' }, /is signed with a hash weaker than SHA-256/],
  ['P-384', { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' }, undefined],
  ['P-521', { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' }, /neither RSA nor ECDSA on P-256 or P-384/],
  ['Ed25519', { name: 'Ed25519' }, /neither RSA nor ECDSA on P-256 or P-384/],
])('an authority with %s', async (_, algorithm, problem) => {
  const certificate = await selfSigned(algorithm);
  if (problem === undefined) expect(read(certificate).warnings).toEqual([]);
  else expect(() => read(certificate)).toThrow(problem);
});

test('a certificate that signed itself is none of an authority by that', async () => {
  const certificate = await selfSigned(rsa, false);
  expect(() => read(certificate)).toThrow('certificate 1 of the truststore is not that of a certificate authority');
});

test('what is wrong is told without contents', () => {
  const secret = 'c2VjcmV0';
  for (const part of [`${begin}\n${secret}\n${end}\n`, root.key]) {
    expect(() => read(part)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
  }
});
