import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Credentials } from '../../kernel/host.ts';
import type { SessionFacts } from '../../kernel/principal.ts';
import { newAccessKeyId } from './keys.ts';

/** Everything a session token says; whoever holds it learns nothing, and it needs no table: it survives a restart. */
export interface SessionToken {
  readonly accessKeyId: string;
  /** Role or user the session is of. */
  readonly arn: string;
  /** Unique id of that role or user when the session began: a replaced role ends the sessions of the old one. */
  readonly uniqueId: string;
  /** Of a role session; absent for a user's own session. */
  readonly sessionName?: string;
  readonly facts: SessionFacts;
}

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** Seals and opens session tokens with a key of this workspace, and derives their secret keys from another. */
export class SessionTokens {
  readonly #sealKey: Buffer;
  readonly #secretKey: Buffer;
  readonly #opened = new Map<string, SessionToken>();

  /** `masterKey`: 32 random bytes, kept under `.palisade` with mode 0600. */
  constructor(masterKey: Buffer) {
    this.#sealKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'palisade session token', 32));
    this.#secretKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'palisade session secret', 32));
  }

  issue(session: Omit<SessionToken, 'accessKeyId'>): Credentials {
    const token: SessionToken = { accessKeyId: newAccessKeyId('ASIA'), ...session };
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce);
    cipher.setAAD(Buffer.from([VERSION]));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(token), 'utf8'), cipher.final()]);
    return {
      accessKeyId: token.accessKeyId,
      secretAccessKey: this.secretOf(token.accessKeyId),
      sessionToken: Buffer.concat([Buffer.from([VERSION]), nonce, sealed, cipher.getAuthTag()]).toString('base64'),
      expiration: token.facts.expiresAt,
    };
  }

  /** Undefined if the token was not issued here or was altered. */
  open(text: string): SessionToken | undefined {
    let token = this.#opened.get(text);
    if (token === undefined) {
      token = this.#decrypt(text);
      if (token === undefined) return undefined;
      if (this.#opened.size >= 1024) this.#opened.clear();
      this.#opened.set(text, token);
    }
    return token;
  }

  secretOf(accessKeyId: string): string {
    return createHmac('sha256', this.#secretKey).update(accessKeyId).digest().subarray(0, 30).toString('base64');
  }

  #decrypt(text: string): SessionToken | undefined {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length <= 1 + NONCE + TAG || bytes[0] !== VERSION || bytes.toString('base64') !== text) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, bytes.subarray(1, 1 + NONCE));
    decipher.setAAD(bytes.subarray(0, 1));
    decipher.setAuthTag(bytes.subarray(-TAG));
    try {
      const plain = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE, -TAG)), decipher.final()]);
      return JSON.parse(plain.toString('utf8')) as SessionToken;
    } catch {
      return undefined;
    }
  }
}
