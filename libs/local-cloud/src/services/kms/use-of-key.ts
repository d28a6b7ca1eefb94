import type { Principal } from '../../kernel/principal.ts';
import type { EncryptionContext } from './cryptography/encryption-context.ts';

/** A service uses a key, for itself or for a caller of its own. */
export interface UseOfKey {
  readonly region: string;
  /** Key id, key ARN, alias name or alias ARN. */
  readonly keyId: string;
  readonly context: EncryptionContext;
  /** The caller whose request the service serves (a forward access session), or the service itself. */
  readonly principal: Principal;
  /** The service that asks for its caller, e.g. `logs.us-east-1.amazonaws.com`: becomes `kms:ViaService`. */
  readonly viaService?: string;
  /** For a service principal: the resource it acts for, if that is another one than the principal says. */
  readonly sourceArn?: string;
}

/** A key for data: `plaintext` encrypts it and is forgotten, `ciphertext` is kept beside it. */
export interface GeneratedDataKey {
  readonly keyArn: string;
  /** 32 bytes. */
  readonly plaintext: Buffer;
  readonly ciphertext: Buffer;
}
