import type { APIGatewayProxyEvent } from 'aws-lambda';

/** The client certificate of a mutual TLS connection, which API Gateway has checked against its truststore. */
export interface ClientCertificate {
  /** Distinguished name of whom it was issued to. */
  readonly subjectDN: string;
  readonly issuerDN: string;
  /** Lower-case hex pairs with colons: `0a:1b:2c`. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * `requestContext.identity.clientCert` of an event. Undefined when it is not there, and as well when subject, issuer, serial
 * number or validity are not in the form API Gateway gives: who cannot be told, is nobody.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export function clientCertificateOf(event: Partial<APIGatewayProxyEvent>): ClientCertificate | undefined {
  const { subjectDN, issuerDN, serialNumber, validity } = event.requestContext?.identity?.clientCert ?? {};
  if (!isText(subjectDN) || !isText(issuerDN) || !isText(serialNumber)) return undefined;
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){0,31}$/i.test(serialNumber)) return undefined;
  const [notBefore, notAfter] = [timeOf(validity?.notBefore), timeOf(validity?.notAfter)];
  if (!notBefore || !notAfter) return undefined;
  return { subjectDN, issuerDN, serialNumber: serialNumber.toLowerCase(), notBefore, notAfter };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** `Aug  5 09:36:04 2026 GMT`, as OpenSSL prints it; without the zone it would be read as local time. */
function timeOf(text: unknown): Date | undefined {
  if (typeof text !== 'string' || !/^[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}:\d{2} \d{4} GMT$/.test(text))
    return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
