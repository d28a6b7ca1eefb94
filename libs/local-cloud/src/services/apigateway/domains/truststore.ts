import { createHash, X509Certificate } from 'node:crypto';

/** The certificates a mutual TLS domain trusts. */
export interface Truststore {
  /** The certificates alone, PEM, without whatever stood around them. */
  readonly pem: string;
  /** SHA-256 of `pem`, hex. */
  readonly fingerprint: string;
  /** What AWS would accept and warn about. */
  readonly warnings: readonly string[];
}

/** Thrown for what cannot be a truststore; the message says what is wrong, never what the file contains. */
export class TruststoreError extends Error {
  override readonly name = 'TruststoreError';
}

const MOST_BYTES = 2 ** 20;
const MOST_CERTIFICATES = 1000;
/** The client's certificate is the first of a chain, so the authorities' part of it is at most three; a fourth can issue nobody's. */
const LONGEST_CHAIN = 4;

/**
 * Reads a truststore. Source: API Gateway Developer Guide, "How to turn on mutual TLS authentication for your REST APIs",
 * "Configuring your truststore"; "Quotas for configuring and running a REST API".
 *
 * @param now milliseconds since the epoch
 * @throws TruststoreError
 */
export function readTruststore(content: Buffer, now: number): Truststore {
  if (content.length > MOST_BYTES) throw new TruststoreError('the truststore is larger than 1 MB');
  const blocks = blocksIn(content.toString('latin1'));
  const other = blocks.find(({ label }) => label !== 'CERTIFICATE');
  if (other !== undefined)
    throw new TruststoreError(`the truststore contains a ${other.label}: it may hold certificates only`);
  if (blocks.length === 0) throw new TruststoreError('the truststore contains no PEM certificate');
  if (blocks.length > MOST_CERTIFICATES) {
    throw new TruststoreError(
      `the truststore contains ${blocks.length} certificates: it may hold ${MOST_CERTIFICATES}`,
    );
  }
  const certificates = blocks.map(({ text }, index) => readCertificate(text, index + 1));
  const bySubject = Map.groupBy(certificates, ({ subject }) => subject);
  const warnings = certificates.flatMap((certificate, index) => examine(certificate, index + 1, bySubject, now));
  const pem = certificates.map((certificate) => certificate.toString()).join('');
  return { pem, fingerprint: createHash('sha256').update(pem).digest('hex'), warnings };
}

/** What stands between BEGIN and END, both included. A file that was cut off is none: nobody shall miss the rest of it later. */
function blocksIn(text: string): { readonly label: string; readonly text: string }[] {
  const blocks: { label: string; text: string }[] = [];
  const begin = /-----BEGIN ([A-Z0-9 ]+)-----/g;
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const label = found[1] as string;
    const end = `-----END ${label}-----`;
    const at = text.indexOf(end, begin.lastIndex);
    if (at === -1) throw new TruststoreError(`the truststore ends in the middle of a ${label}`);
    begin.lastIndex = at + end.length;
    blocks.push({ label, text: text.slice(found.index, begin.lastIndex) });
  }
  return blocks;
}

function readCertificate(block: string, number: number): X509Certificate {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(block);
  } catch {
    throw new TruststoreError(`certificate ${number} of the truststore is damaged`);
  }
  const weakness = weaknessOf(certificate);
  if (weakness !== undefined) throw new TruststoreError(`certificate ${number} of the truststore ${weakness}`);
  return certificate;
}

function weaknessOf(certificate: X509Certificate): string | undefined {
  if (!certificate.ca) return 'is not that of a certificate authority';
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (asymmetricKeyType === 'rsa' || asymmetricKeyType === 'rsa-pss') {
    if ((asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return 'has an RSA key of less than 2048 bits';
  } else if (asymmetricKeyType !== 'ec' || !/^(prime256v1|secp384r1)$/.test(asymmetricKeyDetails?.namedCurve ?? '')) {
    return 'has a key that is neither RSA nor ECDSA on P-256 or P-384';
  }
  if (/md[245]|sha-?1(?!\d)/i.test(certificate.signatureAlgorithm ?? ''))
    return 'is signed with a hash weaker than SHA-256';
  return undefined;
}

/** Throws for a chain that is too long. */
function examine(
  certificate: X509Certificate,
  number: number,
  bySubject: ReadonlyMap<string, readonly X509Certificate[]>,
  now: number,
): string[] {
  const warnings: string[] = [];
  if (certificate.validToDate.getTime() < now) warnings.push(`Certificate ${number} has expired`);
  if (certificate.validFromDate.getTime() > now) warnings.push(`Certificate ${number} is not yet valid`);
  let last = certificate;
  for (let length = 1; ; length += 1) {
    if (length > LONGEST_CHAIN) {
      throw new TruststoreError(
        `certificate ${number} of the truststore has a chain of more than ${LONGEST_CHAIN} certificates`,
      );
    }
    if (last.checkIssued(last)) return warnings;
    const issuer = bySubject.get(last.issuer)?.find((each) => last.checkIssued(each));
    if (issuer === undefined) {
      return [...warnings, `The certificate chain of certificate ${number} does not end with a root in the truststore`];
    }
    last = issuer;
  }
}
