import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { writePrivateFile } from '../../kernel/private-file.ts';

/** A certificate and its key, PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly key: string;
}

const DAY = 86_400_000;
/** A certificate this close to its end is made anew. */
const MARGIN = 30 * DAY;
const doorNames = ['localhost'];
const doorAddresses = ['127.0.0.1', '::1'];

/**
 * The workspace's own certificate authority and what it has issued: `ca.pem` (its key beside it, mode 0600), made on first
 * start, and the door's server certificate. Names of AWS hosts get a certificate when function code first connects to them.
 * The machinery that issues certificates is loaded only when something must be issued.
 */
export class CertificateAuthority {
  readonly #root: string;
  readonly #now: () => number;
  readonly #contexts = new Map<string, Promise<SecureContext>>();
  #ca: KeyedCertificate | undefined;

  constructor(root: string, now: () => number) {
    this.#root = root;
    this.#now = now;
  }

  /** Path of the certificate clients must trust. */
  get path(): string {
    return join(this.#root, 'ca.pem');
  }

  /** The certificate for 127.0.0.1 and localhost. */
  async doorCertificate(): Promise<KeyedCertificate> {
    const ca = await this.#authority();
    const stored = readPair(join(this.#root, 'tls', 'door'));
    if (stored !== undefined && this.#usable(stored, ca)) return stored;
    const { issueServerCertificate } = await import('./issue.ts');
    const door = await issueServerCertificate(ca, { names: doorNames, addresses: doorAddresses, now: this.#now() });
    writePair(join(this.#root, 'tls', 'door'), door);
    return door;
  }

  /** A new server certificate for one host name. */
  async certificateFor(name: string): Promise<KeyedCertificate> {
    const ca = await this.#authority();
    const { issueServerCertificate } = await import('./issue.ts');
    return issueServerCertificate(ca, { names: [name], addresses: [], now: this.#now() });
  }

  /** A TLS context for one host name, kept in memory. */
  contextFor(name: string): Promise<SecureContext> {
    let context = this.#contexts.get(name);
    if (context === undefined) {
      if (this.#contexts.size >= 256) this.#contexts.clear();
      context = this.#issueContext(name);
      this.#contexts.set(name, context);
      context.catch(() => this.#contexts.delete(name));
    }
    return context;
  }

  async #issueContext(name: string): Promise<SecureContext> {
    const { certificate, key } = await this.certificateFor(name);
    return createSecureContext({ cert: certificate, key, minVersion: 'TLSv1.2' });
  }

  async #authority(): Promise<KeyedCertificate> {
    if (this.#ca !== undefined) return this.#ca;
    const stored = readPair(join(this.#root, 'ca'));
    if (stored !== undefined && this.#usable(stored, stored)) return (this.#ca = stored);
    const { authorityValidity, issueAuthority } = await import('./issue.ts');
    const validity = authorityValidity(this.#now());
    const made = await issueAuthority({ commonName: 'Palisade local cloud', organization: 'Palisade', ...validity });
    writePair(join(this.#root, 'ca'), made);
    return (this.#ca = made);
  }

  /** Whether a stored certificate is in force, fits its key and comes from `ca`. */
  #usable(pair: KeyedCertificate, ca: KeyedCertificate): boolean {
    try {
      const certificate = new X509Certificate(pair.certificate);
      const from = Date.parse(certificate.validFrom);
      const to = Date.parse(certificate.validTo);
      return (
        from <= this.#now() &&
        this.#now() < to - MARGIN &&
        certificate.checkPrivateKey(createPrivateKey(pair.key)) &&
        certificate.verify(new X509Certificate(ca.certificate).publicKey)
      );
    } catch {
      return false;
    }
  }
}

function readPair(path: string): KeyedCertificate | undefined {
  if (!existsSync(`${path}.pem`) || !existsSync(`${path}.key`)) return undefined;
  return { certificate: readFileSync(`${path}.pem`, 'utf8'), key: readFileSync(`${path}.key`, 'utf8') };
}

function writePair(path: string, { certificate, key }: KeyedCertificate): void {
  writePrivateFile(`${path}.key`, key);
  writePrivateFile(`${path}.pem`, certificate);
}
