/** A data key that KMS made, as it is stored: only KMS opens it. Undefined in its place means the stack's own key. */
export interface KmsDataKey {
  readonly keyArn: string;
  /** Encryption context. */
  readonly context: Readonly<Record<string, string>>;
  readonly ciphertext: Buffer;
}

/** Content that only a key opens. */
export interface Sealed {
  readonly key: KmsDataKey | undefined;
  readonly bytes: Buffer;
}

/** A message in a queue. Times in milliseconds since the epoch. */
export interface Message {
  /** Number of its arrival in this queue; never used again. */
  readonly number: number;
  readonly id: string;
  readonly sentAt: number;
  readonly senderId: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** ARN of the queue it was moved from as undeliverable. */
  readonly deadLetterSource?: string;
  readonly sealed: Sealed;
  /** From when on it may be received. */
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | undefined;
}

/** Whether a consumer has the message and may still delete it. */
export const isInFlight = ({ receiveCount, visibleAt }: Message, now: number): boolean =>
  receiveCount > 0 && visibleAt > now;

/** What SQS gives FIFO messages to tell their order: 20 digits that grow, as AWS's do. */
export const sequenceNumber = (number: number): string =>
  (18_849_496_460_467_696_128n + BigInt(number) * 256n).toString();
