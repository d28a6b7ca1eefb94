import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { ClientCertificate } from '../../kernel/edge.ts';
import { clientCertificateOf } from './client-certificate.ts';

/** A client that the TLS library has found to be trusted. */
export interface ExaminedChain {
  readonly certificate: ClientCertificate;
  /** When the first certificate of the chain expires, milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Source: API Gateway Developer Guide, "How to turn on mutual TLS authentication for your REST APIs". */
const LONGEST_CHAIN = 4;

/**
 * What the TLS library does not look at: that all issuers are in the truststore, for API Gateway takes none from the client; the length
 * of the chain, and the cloud's own clock. A sentence if the client must not get in.
 * Source: AWS Knowledge Center, "How do I troubleshoot HTTP 403 Forbidden errors from an API Gateway custom domain name that requires
 * mutual TLS?"
 */
export function examineChain(socket: TLSSocket, authorities: Authorities, now: number): ExaminedChain | string {
  const leaf = socket.getPeerX509Certificate();
  if (!socket.authorized || leaf === undefined) return 'the client showed no certificate';
  const chains = authorities.chainsOf(leaf);
  if (chains.length === 0) return 'an issuer of its certificate chain is not in the truststore';
  const short = chains.filter(({ length }) => length <= LONGEST_CHAIN);
  if (short.length === 0) return `its certificate chain has more than ${LONGEST_CHAIN} certificates`;
  const begun = short.filter((chain) => chain.every(({ validFromDate }) => validFromDate.getTime() <= now));
  if (begun.length === 0) return 'a certificate of its chain is not yet valid';
  const expiresAt = Math.max(...begun.map(endOf));
  if (expiresAt < now) return 'a certificate of its chain has expired';
  return { certificate: clientCertificateOf(leaf), expiresAt };
}

type Chain = readonly X509Certificate[];

const endOf = (chain: Chain): number => Math.min(...chain.map(({ validToDate }) => validToDate.getTime()));

/** The authorities of a truststore, PEM. */
export class Authorities {
  readonly #all: readonly X509Certificate[];

  constructor(pem: string) {
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
    this.#all = [...new Set(blocks)].map((block) => new X509Certificate(block));
  }

  /** Every chain from the certificate to a root; of what is longer than a chain may be, only so much that it shows. */
  chainsOf(certificate: X509Certificate, most = LONGEST_CHAIN + 1): readonly Chain[] {
    if (most === 1 || certificate.checkIssued(certificate)) return [[certificate]];
    return this.#all
      .filter((issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))
      .flatMap((issuer) => this.chainsOf(issuer, most - 1).map((chain) => [certificate, ...chain]));
  }
}
