import { createSecretKey } from 'node:crypto';
import type { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import { kms } from '../../kms/index.ts';
import { KeyNotUsable } from '../errors.ts';
import { wrappedKey, type DataKey } from '../storage/data-key.ts';
import { asLogs, type EncryptedGroup } from './use-of-key.ts';

/**
 * Milliseconds for which a data key encrypts new events before the group gets another. Whether the KMS key may be used is asked anew
 * whenever anything about any KMS key changes.
 */
const LIFETIME = 60 * 60 * 1000;

interface Answer {
  readonly generation: number;
  readonly kmsKeyId: string;
  readonly until: number;
  readonly key?: DataKey;
  readonly refusal?: AwsError;
}

/**
 * The data keys that encrypt new events, one for each group. They are asked for by CloudWatch Logs itself: what counts is the key
 * policy and the grants of the KMS key, not the writer's permissions.
 */
export class GroupKeys {
  readonly #host: Host;
  readonly #answers = new Map<string, Answer>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Throws AccessDeniedException while the KMS key cannot be used. */
  forWriting(group: EncryptedGroup): DataKey {
    const { generation } = this.#host.state(kms);
    const now = this.#host.clock.now();
    let answer = this.#answers.get(group.arn);
    if (answer?.generation !== generation || answer.kmsKeyId !== group.kmsKeyId || now >= answer.until) {
      answer = { ...this.#ask(group), generation, kmsKeyId: group.kmsKeyId, until: now + LIFETIME };
      this.#answers.set(group.arn, answer);
    }
    if (answer.key === undefined) throw answer.refusal ?? new KeyNotUsable(group.arn);
    return answer.key;
  }

  #ask(group: EncryptedGroup): Pick<Answer, 'key' | 'refusal'> {
    try {
      const { keyArn, plaintext, ciphertext } = this.#host.state(kms).generateDataKey(asLogs(this.#host, group));
      const secret = createSecretKey(plaintext);
      plaintext.fill(0);
      return { key: { wrapped: wrappedKey(keyArn, group.arn, ciphertext), secret, uses: 0 } };
    } catch (error) {
      return { refusal: KeyNotUsable.because(group.arn, error) };
    }
  }
}
