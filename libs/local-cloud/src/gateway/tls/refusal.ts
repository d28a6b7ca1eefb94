import type { TLSSocket } from 'node:tls';

/** Why the TLS library refused a client, for the operator; undefined if the client just went away. Tells nothing of what it sent. */
export function refusalOf(error: Error, socket: TLSSocket): string | undefined {
  const verification: unknown = socket.authorizationError;
  const code = typeof verification === 'string' ? verification : (error as NodeJS.ErrnoException).code;
  if (code === undefined || code === 'ECONNRESET') return undefined;
  return reasons[code] ?? `TLS error ${code}`;
}

const unknown = 'its certificate does not come from an authority of the truststore';

/** Source: OpenSSL, X509_STORE_CTX_get_error and the reasons of libssl, as Node names them. */
const reasons: Readonly<Record<string, string>> = {
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'the client showed no certificate',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'the client speaks no TLS version of 1.2 or above',
  ERR_SSL_NO_SHARED_CIPHER: 'the client offers no cipher suite this domain accepts',
  DEPTH_ZERO_SELF_SIGNED_CERT: unknown,
  SELF_SIGNED_CERT_IN_CHAIN: unknown,
  UNABLE_TO_GET_ISSUER_CERT: unknown,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknown,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknown,
  CERT_UNTRUSTED: unknown,
  CERT_SIGNATURE_FAILURE: 'a signature in its certificate chain is wrong',
  CERT_HAS_EXPIRED: 'a certificate of its chain has expired',
  CERT_NOT_YET_VALID: 'a certificate of its chain is not yet valid',
  CERT_CHAIN_TOO_LONG: 'its certificate chain is too long',
  PATH_LENGTH_EXCEEDED: 'its certificate chain is longer than an authority allows',
  INVALID_CA: 'a certificate of its chain was issued by one that is no authority',
  INVALID_PURPOSE: 'its certificate is not one for clients',
};
