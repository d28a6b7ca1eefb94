import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { clientCertificateOf } from './client-certificate.ts';

// As in API Gateway's documentation.
const clientCert = {
  clientCertPem: 'CERT_CONTENT',
  subjectDN: 'www.example.com',
  issuerDN: 'Example issuer',
  serialNumber: 'a1:a1:a1:a1:a1:a1:a1:a1',
  validity: { notBefore: 'May 28 12:30:02 2019 GMT', notAfter: 'Aug  5 09:36:04 2021 GMT' },
};
const of = (cert: unknown) =>
  clientCertificateOf({ requestContext: { identity: { clientCert: cert } } } as unknown as APIGatewayProxyEvent);

describe('clientCertificateOf', () => {
  test('reads what API Gateway gives', () => {
    expect(of(clientCert)).toEqual({
      subjectDN: 'www.example.com',
      issuerDN: 'Example issuer',
      serialNumber: 'a1:a1:a1:a1:a1:a1:a1:a1',
      notBefore: new Date('2019-05-28T12:30:02Z'),
      notAfter: new Date('2021-08-05T09:36:04Z'),
    });
  });

  test('has one spelling of a serial number, for it is looked up', () => {
    expect(of({ ...clientCert, serialNumber: 'A1:0B' })?.serialNumber).toBe('a1:0b');
  });

  test.each([{}, { requestContext: {} }, { requestContext: { identity: {} } }])('finds none in %j', (event) => {
    expect(clientCertificateOf(event as APIGatewayProxyEvent)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['is none', null],
    ['is text', 'CERT_CONTENT'],
    ['has no subject', { ...clientCert, subjectDN: '' }],
    ['has another kind of subject', { ...clientCert, subjectDN: ['CN=a'] }],
    ['has no issuer', { ...clientCert, issuerDN: undefined }],
    ['has no serial number', { ...clientCert, serialNumber: undefined }],
    ['has a serial number in another form', { ...clientCert, serialNumber: '11646' }],
    ['has half a serial number', { ...clientCert, serialNumber: 'a1:' }],
    ['has no validity', { ...clientCert, validity: undefined }],
    ['has no end', { ...clientCert, validity: { notBefore: clientCert.validity.notBefore } }],
    [
      'ends on a day there is not',
      { ...clientCert, validity: { ...clientCert.validity, notAfter: 'Foo 99 09:36:04 2021 GMT' } },
    ],
    [
      'ends in a zone of its own',
      { ...clientCert, validity: { ...clientCert.validity, notAfter: 'Aug  5 09:36:04 2021' } },
    ],
  ])('finds none in what %s', (_, cert) => {
    expect(of(cert)).toBeUndefined();
  });
});
