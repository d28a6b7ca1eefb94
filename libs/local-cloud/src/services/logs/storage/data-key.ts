import { createHash, type KeyObject } from 'node:crypto';

/** A data key as it is kept beside the events it encrypts: nobody but the KMS key behind it can open it. */
export interface WrappedKey {
  /** 16 hex digits that stand for it in the records it encrypts. */
  readonly id: string;
  readonly kmsKeyArn: string;
  /** ARN of the log group: its encryption context, and part of what authenticates its events. */
  readonly groupArn: string;
  readonly ciphertext: Buffer;
}

/** A data key in use. It never leaves the process that asked for it, so that no two events are encrypted alike. */
export interface DataKey {
  readonly wrapped: WrappedKey;
  readonly secret: KeyObject;
  /** Batches encrypted so far: the nonce of the next one. */
  uses: number;
}

/** Opens a data key for one reader. Throws an AwsError if that reader may not use the KMS key behind it. */
export type Unwrap = (key: WrappedKey) => KeyObject;

export function wrappedKey(kmsKeyArn: string, groupArn: string, ciphertext: Buffer): WrappedKey {
  const id = createHash('sha256').update(ciphertext).digest('hex').slice(0, 16);
  return { id, kmsKeyArn, groupArn, ciphertext };
}
