/** What a security policy asks of a connection. */
export interface SecurityPolicy {
  readonly minimum: 'TLSv1' | 'TLSv1.2' | 'TLSv1.3';
  /** Cipher suites without forward secrecy are refused. */
  readonly forwardSecrecy: boolean;
}

const any: SecurityPolicy = { minimum: 'TLSv1', forwardSecrecy: false };
const tls12: SecurityPolicy = { minimum: 'TLSv1.2', forwardSecrecy: false };
const tls12Secret: SecurityPolicy = { minimum: 'TLSv1.2', forwardSecrecy: true };
const tls13: SecurityPolicy = { minimum: 'TLSv1.3', forwardSecrecy: true };

/**
 * Security policies of regional APIs. Which of their cipher suites a connection ends up with is a matter of the TLS libraries on
 * both sides. Source: API Gateway Developer Guide, "Supported security policies".
 */
export const SECURITY_POLICIES: Readonly<Record<string, SecurityPolicy>> = {
  TLS_1_0: any,
  TLS_1_2: tls12,
  SecurityPolicy_TLS13_1_3_2025_09: tls13,
  SecurityPolicy_TLS13_1_3_FIPS_2025_09: tls13,
  SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09: tls12Secret,
  SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09: tls12Secret,
  SecurityPolicy_TLS13_1_2_PQ_2025_09: tls12,
  SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09: tls12,
  SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09: tls12,
  SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09: tls12,
  SecurityPolicy_TLS13_1_2_2021_06: tls12,
};

/** Whether a connection is good enough. Below the minimum AWS ends the handshake; the local door has one port for all. */
export function meets(policy: SecurityPolicy, tlsVersion: string | undefined, cipher: string | undefined): boolean {
  if (tlsVersion === undefined || tlsVersion < policy.minimum) return false;
  return !policy.forwardSecrecy || tlsVersion === 'TLSv1.3' || /^(ECDHE|DHE)-/.test(cipher ?? '');
}
