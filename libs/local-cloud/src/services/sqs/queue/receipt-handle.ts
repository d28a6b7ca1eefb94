import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a receipt handle stands for: one receive of one message. */
export interface Receipt {
  /** Number of the message in its queue. */
  readonly number: number;
  /** How often it had been received then. */
  readonly receiveCount: number;
}

const FACTS_BYTES = 12;

/** Receipt handles of one stack's queues: who knows not the key cannot make one. */
export class ReceiptHandles {
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    this.#key = key;
  }

  write(queueArn: string, { number, receiveCount }: Receipt): string {
    const facts = Buffer.alloc(FACTS_BYTES);
    facts.writeDoubleBE(number, 0);
    facts.writeUInt32BE(receiveCount, 8);
    return Buffer.concat([facts, this.#sign(queueArn, facts)]).toString('base64');
  }

  /** Undefined if the handle was not made here for that queue. */
  read(queueArn: string, handle: string): Receipt | undefined {
    const bytes = Buffer.from(handle, 'base64');
    // Another spelling of the same bytes is no handle that was ever given out.
    if (bytes.length !== FACTS_BYTES + 32 || bytes.toString('base64') !== handle) return undefined;
    const facts = bytes.subarray(0, FACTS_BYTES);
    if (!timingSafeEqual(bytes.subarray(FACTS_BYTES), this.#sign(queueArn, facts))) return undefined;
    return { number: facts.readDoubleBE(0), receiveCount: facts.readUInt32BE(8) };
  }

  #sign(queueArn: string, facts: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(queueArn).update('\0').update(facts).digest();
  }
}
