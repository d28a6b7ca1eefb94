import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type Extension,
} from '@peculiar/x509';
import type { KeyedCertificate } from './ca.ts';
import { generatingAlgorithms, kindOfKey, signingAlgorithms, type KeyKind } from './key-kind.ts';

const DAY = 86_400_000;

/** From when until when a certificate holds, milliseconds since the epoch. */
export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What a certificate is about. */
export interface Subject extends Validity {
  readonly commonName: string;
  readonly organization?: string;
  readonly keyKind?: KeyKind;
}

export interface AuthoritySubject extends Subject {
  /** How many authorities may come between it and a certificate; none unless said. */
  readonly pathLength?: number;
}

export interface ServerNames {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Ten years from yesterday, so that clocks that are a little slow take it too. */
export function authorityValidity(now: number): Validity {
  return { notBefore: now - DAY, notAfter: now + 3650 * DAY };
}

/** A new certificate authority: a root, or one that `issuer` has issued. */
export async function issueAuthority(subject: AuthoritySubject, issuer?: KeyedCertificate): Promise<KeyedCertificate> {
  return issue(subject, issuer, [
    new BasicConstraintsExtension(true, subject.pathLength ?? 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ]);
}

/** A server certificate for these names, one year, signed by the authority. */
export function issueServerCertificate(ca: KeyedCertificate, server: ServerNames): Promise<KeyedCertificate> {
  const { addresses, names, now } = server;
  return issue({ commonName: names[0] ?? '', notBefore: now - DAY, notAfter: now + 365 * DAY }, ca, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension([
      ...names.map((value) => ({ type: 'dns' as const, value })),
      ...addresses.map((value) => ({ type: 'ip' as const, value })),
    ]),
  ]);
}

/** A certificate a client shows, signed by the authority. */
export function issueClientCertificate(ca: KeyedCertificate, subject: Subject): Promise<KeyedCertificate> {
  return issue(subject, ca, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
  ]);
}

async function issue(
  subject: Subject,
  ca: KeyedCertificate | undefined,
  extensions: readonly Extension[],
): Promise<KeyedCertificate> {
  const kind = subject.keyKind ?? 'P-256';
  const keys = await webcrypto.subtle.generateKey(generatingAlgorithms[kind], true, ['sign', 'verify']);
  const name = nameOf(subject);
  const issuer = ca && new X509Certificate(ca.certificate);
  const signerKind = ca === undefined ? kind : kindOfKey(ca.key);
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: name,
      issuer: issuer?.subjectName ?? name,
      notBefore: new Date(subject.notBefore),
      notAfter: new Date(subject.notAfter),
      signingAlgorithm: signingAlgorithms[signerKind],
      publicKey: keys.publicKey,
      signingKey: ca === undefined ? keys.privateKey : await importKey(ca.key, signerKind),
      extensions: [
        ...extensions,
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        ...(issuer === undefined ? [] : [await AuthorityKeyIdentifierExtension.create(issuer, false, webcrypto)]),
      ],
    },
    webcrypto,
  );
  return { certificate: pemEnd(certificate.toString('pem')), key: await exportKey(keys.privateKey) };
}

/** As parts, not as text, in which commas and the like would mean something. */
function nameOf({ commonName, organization }: Subject): Name {
  const part = (type: string, utf8String: string) => ({ [type]: [{ utf8String }] });
  return new Name([...(organization === undefined ? [] : [part('O', organization)]), part('CN', commonName)]);
}

function pemEnd(pem: string): string {
  return pem.endsWith('\n') ? pem : `${pem}\n`;
}

/** Positive, 16 bytes. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

function importKey(pem: string, kind: KeyKind): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, importingAlgorithms[kind], false, ['sign']);
}

const importingAlgorithms = { 'P-256': generatingAlgorithms['P-256'], 'RSA-2048': signingAlgorithms['RSA-2048'] };
