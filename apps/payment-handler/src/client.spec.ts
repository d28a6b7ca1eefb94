import { describe, expect, test } from '@jest/globals';
import { HttpProblem, type ClientCertificate } from '@palisade/lambda-kit';
import { clientOf } from './client.ts';

const certificate: ClientCertificate = {
  subjectDN: 'CN=merchant-1',
  issuerDN: 'CN=ca',
  serialNumber: '0a',
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2027-01-01T00:00:00Z'),
};
const at = (time: string) => () => clientOf(certificate, new Date(time));
const codeOf = (call: () => unknown): string => {
  try {
    call();
    return 'none';
  } catch (error) {
    return error instanceof HttpProblem ? `${error.kind.status} ${error.kind.code}` : String(error);
  }
};

describe('clientOf', () => {
  test('is who the certificate names, while it is valid', () => {
    expect(at('2026-11-24T12:00:00Z')()).toEqual({ subjectDN: 'CN=merchant-1', issuerDN: 'CN=ca', serialNumber: '0a' });
  });

  test('takes no certificate for nobody', () => {
    expect(codeOf(() => clientOf(undefined, new Date()))).toBe('403 certificate-required');
  });

  test.each([
    ['2025-12-31T23:55:00.000Z', 'none'],
    ['2025-12-31T23:54:59.999Z', '403 certificate-not-valid'],
    ['2027-01-01T00:05:00.000Z', 'none'],
    ['2027-01-01T00:05:00.001Z', '403 certificate-not-valid'],
    ['1970-01-01T00:00:00.000Z', '403 certificate-not-valid'],
  ])('bears five minutes between two clocks: at %s %s', (time, code) => expect(codeOf(at(time))).toBe(code));
});
