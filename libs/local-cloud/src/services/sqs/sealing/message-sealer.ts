import type { KeyObject } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { KmsAccessDenied, passOnKmsError } from '../errors.ts';
import type { MessageContent } from '../queue/content.ts';
import type { Message, Sealed } from '../queue/message.ts';
import type { QueueConfiguration } from '../queue-configuration.ts';
import { KmsDataKeys } from './kms-data-keys.ts';
import { seal } from '../../../kernel/seal.ts';
import { openSealed } from './open-sealed.ts';

/** A key that SQS itself owns: everybody in the account who may use the queue may use it too. */
export const AWS_MANAGED_KEY = 'alias/aws/sqs';

/** Encrypts and decrypts messages, with the KMS key of a queue on behalf of its callers, or with the key of its stack. */
export class MessageSealer {
  readonly #keys: KmsDataKeys;
  readonly #stackKey: (stack: string) => KeyObject;

  constructor(host: Host, stackKey: (stack: string) => KeyObject) {
    this.#keys = new KmsDataKeys(host, 'sqs');
    this.#stackKey = stackKey;
  }

  /** Throws KmsAccessDenied and the other errors of KMS. */
  seal(queue: QueueConfiguration, id: string, content: MessageContent, principal: Principal): Sealed {
    const plain = Buffer.from(JSON.stringify(content));
    const { arn, kmsKeyId: keyId, kmsReuse: reuse, region } = queue;
    if (keyId === undefined || isManaged(keyId)) {
      if (keyId !== undefined) checkManaged(principal);
      return { key: undefined, bytes: seal(this.#stackKey(queue.stack), plain, id) };
    }
    const { stored, key } = passingOn(() =>
      this.#keys.make({ principal, region, keyId, context: { 'aws:sqs:arn': arn }, reuse }),
    );
    return { key: stored, bytes: seal(key, plain, id) };
  }

  /** Throws KmsAccessDenied and the other errors of KMS. */
  open(queue: QueueConfiguration, { id, sealed }: Message, principal: Principal): MessageContent {
    const { kmsKeyId, kmsReuse, region, stack } = queue;
    const { key, bytes } = sealed;
    if (key === undefined && kmsKeyId !== undefined && isManaged(kmsKeyId)) checkManaged(principal);
    const opened =
      key === undefined
        ? this.#stackKey(stack)
        : passingOn(() => this.#keys.open(key, { principal, region }, kmsReuse));
    return JSON.parse(openSealed(opened, bytes, id).toString()) as MessageContent;
  }

  /** The content as a queue of another stack keeps it. What KMS encrypted stays as it is: who opens it must be let by that key. */
  carry({ stack: from }: QueueConfiguration, { stack: to }: QueueConfiguration, { id, sealed }: Message): Sealed {
    if (sealed.key !== undefined || from === to) return sealed;
    return { key: undefined, bytes: seal(this.#stackKey(to), openSealed(this.#stackKey(from), sealed.bytes, id), id) };
  }
}

const isManaged = (keyId: string): boolean => keyId === AWS_MANAGED_KEY || keyId.endsWith(`:${AWS_MANAGED_KEY}`);

/** The policy of the AWS managed key is fixed: it lets the account's own users and roles in, and no service. */
function checkManaged(principal: Principal): void {
  if (principal.kind !== 'service') return;
  throw new KmsAccessDenied(
    `The policy of the AWS managed key ${AWS_MANAGED_KEY} does not let ${principal.name} in. Use a key of your own.`,
  );
}

function passingOn<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    throw passOnKmsError(error);
  }
}
