import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { clientCertificateOf, distinguishedName, serialNumberOf } from './client-certificate.ts';
import { authorityValidity, issueAuthority, issueClientCertificate } from './issue.ts';
import { keyKinds } from './key-kind.ts';

const validity = authorityValidity(Date.UTC(2026, 0, 2));

test.each(keyKinds)('tells a certificate with a key of kind %s as API Gateway does', async (keyKind) => {
  const ca = await issueAuthority({ commonName: 'Clients', organization: 'Bank', keyKind, ...validity });
  const { certificate } = await issueClientCertificate(ca, {
    commonName: 'a=b "c", d',
    organization: '#1\nCN=root',
    keyKind,
    ...validity,
  });
  expect(new X509Certificate(certificate).verify(new X509Certificate(ca.certificate).publicKey)).toBe(true);
  expect(clientCertificateOf(new X509Certificate(certificate))).toEqual({
    pem: certificate,
    subjectDN: 'CN=a=b \\"c\\"\\, d,O=\\#1\\0ACN=root',
    issuerDN: 'CN=Clients,O=Bank',
    serialNumber: expect.stringMatching(/^[4-7][0-9a-f](:[0-9a-f]{2}){15}$/),
    validity: { notBefore: 'Jan  1 00:00:00 2026 GMT', notAfter: 'Dec 31 00:00:00 2035 GMT' },
  });
});

test.each([
  ['C=US\nO=Example\nCN=a', 'CN=a,O=Example,C=US'],
  ['O=Example\nCN=a + UID=1', 'CN=a+UID=1,O=Example'],
  ['CN=a \\+ b', 'CN=a \\+ b'],
  ['', ''],
])('%j is written %j', (name, written) => {
  expect(distinguishedName(name)).toBe(written);
});

test.each([
  ['0A1B', '0a:1b'],
  ['A1B', '0a:1b'],
  ['7', '07'],
])('serial number %s is written %s', (serialNumber, written) => {
  expect(serialNumberOf({ serialNumber })).toBe(written);
});
