import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { kms, type UseOfKey } from '../../kms/index.ts';
import { KeyNotUsable } from '../errors.ts';
import type { Unwrap, WrappedKey } from '../storage/data-key.ts';
import { asLogs, onBehalfOf } from './use-of-key.ts';

/** Opened data keys that are remembered. A group that is always written to gets one an hour. */
const REMEMBERED = 1000;

/**
 * Opens data keys for readers. That takes two permissions on the KMS key, CloudWatch Logs' own and the caller's. Logs' is asked about
 * anew whenever anything about any KMS key changes, the caller's in every request, once for each KMS key: no change of a policy goes
 * unnoticed. What has been opened before is not opened again.
 */
export class OpenedKeys {
  readonly #host: Host;
  readonly #secrets = new Map<string, KeyObject>();
  /** What KMS answers CloudWatch Logs itself; undefined stands for yes. */
  readonly #own = new Map<string, KeyNotUsable | undefined>();
  #generation = -1;

  constructor(host: Host) {
    this.#host = host;
  }

  /** For one request. What it returns throws AccessDeniedException where the caller, or CloudWatch Logs, may not use the KMS key. */
  readerFor(principal: Principal, region: string): Unwrap {
    const allowed = new Set<string>();
    return (key) => {
      const question = questionOf(key);
      const known = allowed.has(question) ? this.#secrets.get(key.id) : undefined;
      if (known !== undefined) return known;
      const group = { region, arn: key.groupArn, kmsKeyId: key.kmsKeyArn };
      this.#askForItself(key, asLogs(this.#host, group));
      const secret = this.#decrypt(key, onBehalfOf(principal, group));
      allowed.add(question);
      return secret;
    };
  }

  #askForItself(key: WrappedKey, use: UseOfKey): void {
    const { generation } = this.#host.state(kms);
    if (generation !== this.#generation) this.#own.clear();
    this.#generation = generation;
    const question = questionOf(key);
    if (!this.#own.has(question)) this.#own.set(question, this.#refusalOf(key, use));
    const refusal = this.#own.get(question);
    if (refusal !== undefined) throw refusal;
  }

  #refusalOf(key: WrappedKey, use: UseOfKey): KeyNotUsable | undefined {
    try {
      this.#decrypt(key, use);
      return undefined;
    } catch (error) {
      return KeyNotUsable.because(key.groupArn, error);
    }
  }

  #decrypt(key: WrappedKey, use: UseOfKey): KeyObject {
    const plaintext = this.#host.state(kms).decrypt(use, key.ciphertext);
    const secret = this.#secrets.get(key.id) ?? createSecretKey(plaintext);
    plaintext.fill(0);
    this.#secrets.set(key.id, secret);
    const oldest = this.#secrets.keys().next().value;
    if (this.#secrets.size > REMEMBERED && oldest !== undefined) this.#secrets.delete(oldest);
    return secret;
  }
}

const questionOf = ({ kmsKeyArn, groupArn }: WrappedKey): string => `${kmsKeyArn} ${groupArn}`;
