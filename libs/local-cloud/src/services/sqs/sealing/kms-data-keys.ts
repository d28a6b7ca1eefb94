import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { kms, type KmsState } from '../../kms/index.ts';
import type { KmsDataKey } from '../queue/message.ts';

/** Somebody sends into, or receives from, what a KMS key encrypts. */
export interface KeyCaller {
  readonly principal: Principal;
  readonly region: string;
}

export interface DataKeyRequest extends KeyCaller {
  /** Id, ARN or alias. */
  readonly keyId: string;
  readonly context: Readonly<Record<string, string>>;
  /** Milliseconds a data key is used again. */
  readonly reuse: number;
}

interface Remembered<What> {
  readonly what: What;
  readonly until: number;
  readonly generation: number;
}

export interface DataKey {
  readonly stored: KmsDataKey;
  readonly key: KeyObject;
}

/** More answers than that are not remembered. */
const MOST_REMEMBERED = 1000;

/**
 * Data keys that KMS makes and opens for the callers of a messaging service. A caller's key is used again for the reuse period, as
 * AWS does, or until something changes about the keys.
 * Source: Amazon SQS Developer Guide, "Understanding the data key reuse period"; Amazon SNS Developer Guide, "Securing data with
 * server-side encryption".
 */
export class KmsDataKeys {
  readonly #host: Host;
  readonly #service: 'sqs' | 'sns';
  readonly #made = new Map<string, Remembered<DataKey>>();
  readonly #opened = new Map<string, Remembered<KeyObject>>();

  constructor(host: Host, service: 'sqs' | 'sns') {
    this.#host = host;
    this.#service = service;
  }

  /** A key to encrypt with. The caller needs `kms:GenerateDataKey` and `kms:Decrypt`. Throws AWS's errors of KMS. */
  make(request: DataKeyRequest): DataKey {
    const { context, keyId, reuse } = request;
    return this.#remember(this.#made, [nameOf(request), keyId, JSON.stringify(context)], reuse, (state) => {
      const use = { ...this.#use(request), keyId, context };
      const { ciphertext, keyArn } = state.generateDataKey(use);
      // The service proves the new key, which is why a producer needs both permissions.
      const key = secret(state.decrypt(use, ciphertext));
      return { stored: { keyArn, context, ciphertext }, key };
    });
  }

  /** A key to decrypt with. The caller needs `kms:Decrypt`. Throws AWS's errors of KMS. */
  open(stored: KmsDataKey, caller: KeyCaller, reuse: number): KeyObject {
    const { ciphertext, context, keyArn } = stored;
    return this.#remember(this.#opened, [nameOf(caller), ciphertext.toString('base64')], reuse, (state) =>
      secret(state.decrypt({ ...this.#use(caller), keyId: keyArn, context }, ciphertext)),
    );
  }

  #use({ principal, region }: KeyCaller): KeyCaller & { readonly viaService?: string } {
    // An AWS service calls KMS itself; only for others the messaging service does.
    return {
      principal,
      region,
      ...(principal.kind !== 'service' && { viaService: `${this.#service}.${region}.amazonaws.com` }),
    };
  }

  #remember<What>(
    known: Map<string, Remembered<What>>,
    about: readonly string[],
    reuse: number,
    make: (state: KmsState) => What,
  ): What {
    const state = this.#host.state(kms);
    const key = JSON.stringify(about);
    const now = this.#host.clock.now();
    const found = known.get(key);
    if (found !== undefined && found.until > now && found.generation === state.generation) return found.what;
    const what = make(state);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, { what, until: now + reuse, generation: state.generation });
    return what;
  }
}

/** Whoever is asked about: sessions of one role differ, by their tags and policies. */
function nameOf({ principal, region }: KeyCaller): string {
  if (principal.kind === 'anonymous') return 'anonymous';
  if (principal.kind === 'service') return `${region} ${principal.name} ${principal.sourceArn}`;
  return `${region} ${principal.arn} ${principal.accessKeyId}`;
}

function secret(plaintext: Buffer): KeyObject {
  const key = createSecretKey(plaintext);
  plaintext.fill(0);
  return key;
}
