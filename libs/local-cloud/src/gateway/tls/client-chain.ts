import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
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
 * What the TLS library does not look at: the length of the chain, and the cloud's own clock. A sentence if the client must not get
 * in.
 */
export function examineChain(socket: TLSSocket, now: number): ExaminedChain | string {
  const leaf = socket.getPeerX509Certificate();
  if (!socket.authorized || leaf === undefined) return 'the client showed no certificate';
  const chain = chainOf(socket.getPeerCertificate(true));
  if (chain.length > LONGEST_CHAIN) return `its certificate chain has more than ${LONGEST_CHAIN} certificates`;
  if (chain.some(({ valid_from }) => Date.parse(valid_from) > now))
    return 'a certificate of its chain is not yet valid';
  const expiresAt = Math.min(...chain.map(({ valid_to }) => Date.parse(valid_to)));
  if (expiresAt < now) return 'a certificate of its chain has expired';
  return { certificate: clientCertificateOf(leaf), expiresAt };
}

/** From the client's own certificate to the root, which names itself as its issuer. */
function chainOf(leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const chain = [leaf];
  for (let last = leaf; chain.length <= LONGEST_CHAIN;) {
    const { issuerCertificate } = last;
    if (issuerCertificate === undefined || issuerCertificate.fingerprint256 === last.fingerprint256) break;
    chain.push(issuerCertificate);
    last = issuerCertificate;
  }
  return chain;
}
