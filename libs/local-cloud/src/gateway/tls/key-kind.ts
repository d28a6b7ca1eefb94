import { createPrivateKey, type webcrypto } from 'node:crypto';

/** Keys that certificates are made with. */
export const keyKinds = ['P-256', 'RSA-2048'] as const;
export type KeyKind = (typeof keyKinds)[number];

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** How a key pair is made. */
export const generatingAlgorithms: Readonly<
  Record<KeyKind, webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams>
> = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256' },
  'RSA-2048': { ...rsa, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
};

/** How a certificate is signed with a key of that kind. */
export const signingAlgorithms: Readonly<Record<KeyKind, { readonly name: string; readonly hash: string }>> = {
  'P-256': { name: 'ECDSA', hash: 'SHA-256' },
  'RSA-2048': rsa,
};

/** The kind of a private key (PEM). Throws for a key of another kind, and for what is none. */
export function kindOfKey(pem: string): KeyKind {
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
  if (asymmetricKeyType === 'rsa') return 'RSA-2048';
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'P-256';
  throw new Error(`A key of type ${asymmetricKeyType} cannot sign certificates here: use ${keyKinds.join(' or ')}.`);
}
