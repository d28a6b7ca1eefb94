import { createHash } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { QueueConfiguration } from '../queue-configuration.ts';
import { Arrivals } from './arrivals.ts';
import { FifoBacklog, StandardBacklog, type Backlog } from './backlog.ts';
import type { MessageContent } from './content.ts';
import { isInFlight, sequenceNumber, type Message, type Sealed } from './message.ts';
import { MessageLog, type Duplicate } from './message-log.ts';
import type { Receipt } from './receipt-handle.ts';

/** A FIFO queue takes a second message with one deduplication id for the first that long. */
const DEDUPLICATION_INTERVAL = 5 * 60_000;

/** A message on its way into a queue. */
export interface Draft {
  readonly id: string;
  readonly sentAt: number;
  readonly senderId: string;
  readonly sealed: Sealed;
  /** Milliseconds until it can be received. */
  readonly delay: number;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly deadLetterSource?: string | undefined;
  /** Moved here by SQS: no deduplication may swallow it. */
  readonly evenDuplicate?: boolean;
}

export interface Accepted {
  readonly id: string;
  /** Of FIFO queues. */
  readonly sequenceNumber: string | undefined;
}

export interface ReceiveRequest {
  readonly max: number;
  /** Milliseconds. */
  readonly visibilityTimeout: number;
  /** Milliseconds to wait for a message if there is none. */
  readonly wait: number;
  /** Tells when nobody waits for the answer any more. */
  readonly onGone?: ((callback: () => void) => void) | undefined;
  /** Decrypts; what it throws ends the receive before anything has changed. */
  readonly open: (message: Message) => MessageContent;
  /** Takes in what has been received too often; resolves once it is safe there. Undefined if the message stays. */
  readonly deadLetter: (message: Message) => Promise<void> | undefined;
}

/** A message as it was when a consumer got it. */
export interface Delivery {
  readonly message: Readonly<Message>;
  readonly content: MessageContent;
}

export interface Counts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** When the oldest message that may be received was sent. */
  readonly oldest: number | undefined;
}

/** A queue's messages, in memory and in its journal. Everything is acknowledged once the journal has it. */
export class Queue {
  configuration: QueueConfiguration;
  readonly #host: Host;
  readonly #log: MessageLog;
  readonly #backlog: Backlog;
  readonly #messages: Map<number, Message>;
  readonly #ids = new Map<string, Message>();
  /** On their way into this queue or out of it: nobody receives them, but the journal must have them. */
  readonly #underway = new Set<Message>();
  readonly #arrivals: Arrivals;
  #bytes = 0;
  #closed = false;
  #lastPurge = -Infinity;

  constructor(host: Host, path: string, configuration: QueueConfiguration) {
    this.#host = host;
    this.configuration = configuration;
    this.#log = new MessageLog(host, path);
    this.#messages = this.#log.stored.messages;
    this.#backlog = configuration.fifo ? new FifoBacklog() : new StandardBacklog();
    this.#arrivals = new Arrivals(host, this.#backlog);
    const now = host.clock.now();
    for (const message of this.#messages.values()) this.#keep(message, now);
    for (const [of, { until }] of this.#log.stored.duplicates) if (until <= now) this.#log.stored.duplicates.delete(of);
  }

  get made(): number {
    return this.#log.stored.made;
  }

  get modified(): number {
    return this.#log.stored.modified;
  }

  /** Receives that wait for a message now. */
  get waiting(): number {
    return this.#arrivals.waiting;
  }

  /** Goes over to a configuration, the first one too. */
  async follow(configuration: QueueConfiguration): Promise<void> {
    this.configuration = configuration;
    const { urn: _, policy, ...rest } = configuration;
    const digest = createHash('sha256')
      .update(JSON.stringify([rest, policy?.text]))
      .digest('hex')
      .slice(0, 16);
    const { stored } = this.#log;
    if (stored.configuration === digest) return;
    const now = this.#host.clock.now();
    if (stored.made === 0) stored.made = now;
    stored.modified = now;
    stored.configuration = digest;
    await this.#log.queue();
  }

  /** Takes a message in. Of a FIFO queue's duplicate nothing is kept: the answer is that to the first. */
  async send(draft: Draft): Promise<Accepted> {
    const duplicate = this.#duplicateKey(draft);
    const known = duplicate === undefined ? undefined : this.#log.stored.duplicates.get(duplicate);
    if (known !== undefined && known.until > this.#host.clock.now()) {
      return { id: known.id, sequenceNumber: sequenceNumber(known.number) };
    }
    const { delay, deadLetterSource, deduplicationId, evenDuplicate: _, groupId, ...facts } = draft;
    const message: Message = {
      ...facts,
      number: ++this.#log.stored.lastNumber,
      ...(groupId !== undefined && { groupId }),
      ...(deduplicationId !== undefined && { deduplicationId }),
      ...(deadLetterSource !== undefined && { deadLetterSource }),
      visibleAt: this.#host.clock.now() + delay,
      receiveCount: 0,
      firstReceivedAt: undefined,
    };
    const { id, number } = message;
    const remembered: Duplicate = { id, number, until: this.#host.clock.now() + DEDUPLICATION_INTERVAL };
    if (duplicate !== undefined) this.#log.stored.duplicates.set(duplicate, remembered);
    this.#underway.add(message);
    try {
      await this.#log.add(message, duplicate === undefined ? undefined : { of: duplicate, duplicate: remembered });
    } catch (error) {
      if (duplicate !== undefined) this.#log.stored.duplicates.delete(duplicate);
      throw error;
    } finally {
      this.#underway.delete(message);
    }
    this.#messages.set(number, message);
    this.#keep(message, this.#host.clock.now());
    this.#arrivals.changed();
    return { id, sequenceNumber: this.configuration.fifo ? sequenceNumber(number) : undefined };
  }

  /** Whether a message with that id is here. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Receives messages, waiting for the first if the request says so. Who goes away while it waits is given none. */
  async receive(request: ReceiveRequest): Promise<readonly Delivery[]> {
    const until = this.#host.clock.now() + request.wait;
    let gone = false;
    if (request.wait > 0) {
      request.onGone?.(() => {
        gone = true;
        this.#arrivals.wake();
      });
    }
    for (;;) {
      const { changes } = this.#arrivals;
      if (gone) return [];
      const deliveries = await this.#take(request);
      if (deliveries.length > 0 || this.#closed || this.#host.clock.now() >= until) return deliveries;
      if (changes === this.#arrivals.changes) await this.#arrivals.next(until);
    }
  }

  /** Deletes what the receipt stands for; an old receipt deletes nothing, which is no error. Expired: of a FIFO queue only. */
  async delete(receipt: Receipt): Promise<'done' | 'expired'> {
    const message = this.#messages.get(receipt.number);
    if (message === undefined) return 'done';
    const current = message.receiveCount === receipt.receiveCount;
    if (this.configuration.fifo && !(current && isInFlight(message, this.#host.clock.now()))) return 'expired';
    if (current) await this.remove([message]);
    return 'done';
  }

  /** Hides or shows a message that its consumer still has. */
  async changeVisibility(receipt: Receipt, timeout: number): Promise<'done' | 'not-in-flight' | 'gone'> {
    const now = this.#host.clock.now();
    const message = this.#messages.get(receipt.number);
    if (message === undefined) return 'gone';
    if (message.receiveCount !== receipt.receiveCount || !isInFlight(message, now)) return 'not-in-flight';
    message.visibleAt = now + timeout;
    this.#backlog.moved(message, now);
    await this.#log.hidden([message], message.visibleAt);
    this.#arrivals.changed();
    return 'done';
  }

  /** Takes messages away for good; puts them back if the disk refuses. */
  async remove(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    for (const message of messages) this.#drop(message);
    try {
      await this.#log.gone(messages);
    } catch (error) {
      for (const message of messages) {
        this.#messages.set(message.number, message);
        this.#keep(message, this.#host.clock.now());
      }
      throw error;
    }
    this.#arrivals.changed();
    this.#compact();
  }

  /** Removes all messages; false if that was asked for within the last minute already. */
  async purge(): Promise<boolean> {
    const now = this.#host.clock.now();
    if (now - this.#lastPurge < 60_000) return false;
    this.#lastPurge = now;
    await this.remove([...this.#messages.values()]);
    return true;
  }

  /** Removes what is older than the retention. */
  async sweep(): Promise<void> {
    const now = this.#host.clock.now();
    for (const [of, { until }] of this.#log.stored.duplicates) if (until <= now) this.#log.stored.duplicates.delete(of);
    await this.remove([...this.#messages.values()].filter((message) => this.#isExpired(message, now)));
    this.#compact();
  }

  counts(): Counts {
    const now = this.#host.clock.now();
    let visible = 0;
    let inFlight = 0;
    let delayed = 0;
    let oldest: number | undefined;
    for (const message of this.#messages.values()) {
      if (this.#isExpired(message, now)) continue;
      if (isInFlight(message, now)) inFlight++;
      else if (message.visibleAt > now) delayed++;
      else {
        visible++;
        oldest = Math.min(oldest ?? Infinity, message.sentAt);
      }
    }
    return { visible, inFlight, delayed, oldest };
  }

  /** Messages nobody has at the moment, for a redrive. */
  available(most: number): readonly Message[] {
    const now = this.#host.clock.now();
    return this.#backlog.next(most, now).filter((message) => !this.#isExpired(message, now));
  }

  /** Messages that were received `count` times or more. */
  receivedOften(count: number): readonly Message[] {
    return [...this.#messages.values()].filter(({ receiveCount }) => receiveCount >= count);
  }

  /** Calls whenever messages have become receivable; the returned function ends that. */
  onArrival(callback: () => void): () => void {
    return this.#arrivals.listen(callback);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#arrivals.close();
    await this.#log.close();
  }

  async #take({ max, open, deadLetter, visibilityTimeout }: ReceiveRequest): Promise<readonly Delivery[]> {
    const now = this.#host.clock.now();
    const { taken, leaving } = this.#select(max, now, deadLetter);
    let contents: readonly MessageContent[];
    try {
      contents = taken.map(open);
    } catch (error) {
      await Promise.all(leaving);
      throw error;
    }
    // Before anything is waited for: nobody else may get these messages meanwhile.
    const until = now + visibilityTimeout;
    for (const message of taken) {
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      message.visibleAt = until;
      this.#backlog.moved(message, now);
    }
    const deliveries = taken.map((message, at) => ({
      message: { ...message },
      content: contents[at] as MessageContent,
    }));
    if (taken.length > 0) leaving.push(this.#log.received(taken, now, until));
    await Promise.all(leaving);
    if (visibilityTimeout === 0 && taken.length > 0) this.#arrivals.changed();
    else this.#arrivals.arm();
    return deliveries;
  }

  /** What a receive gets; what is too old, or was received too often, leaves the queue instead. */
  #select(
    max: number,
    now: number,
    deadLetter: ReceiveRequest['deadLetter'],
  ): { readonly taken: Message[]; readonly leaving: Promise<void>[] } {
    const taken: Message[] = [];
    const leaving: Promise<void>[] = [];
    for (let left = true; left && taken.length < max;) {
      left = false;
      for (const message of this.#backlog.next(max, now)) {
        if (taken.length === max) break;
        if (taken.includes(message)) continue;
        const expired = this.#isExpired(message, now);
        const move = !expired && this.#tooOften(message) ? deadLetter(message) : undefined;
        if (!expired && move === undefined) {
          taken.push(message);
          continue;
        }
        // Whoever leaves makes room for others of its group.
        left = true;
        this.#drop(message);
        leaving.push(move === undefined ? this.#log.gone([message]) : this.#moveAway(message, move));
      }
    }
    return { taken, leaving };
  }

  #tooOften({ receiveCount }: Message): boolean {
    const { redrive } = this.configuration;
    return redrive !== undefined && receiveCount >= redrive.maxReceiveCount;
  }

  async #moveAway(message: Message, move: Promise<void>): Promise<void> {
    this.#underway.add(message);
    try {
      await move;
      await this.#log.gone([message]);
    } catch (error) {
      this.#messages.set(message.number, message);
      this.#keep(message, this.#host.clock.now());
      this.#host.log(
        `sqs: a message of ${this.configuration.name} could not be moved to its dead-letter queue: ${(error as Error).message}`,
      );
    } finally {
      this.#underway.delete(message);
    }
  }

  #isExpired({ sentAt }: Message, now: number): boolean {
    return now - sentAt >= this.configuration.retention;
  }

  #duplicateKey({ deduplicationId, evenDuplicate, groupId }: Draft): string | undefined {
    if (!this.configuration.fifo || deduplicationId === undefined || evenDuplicate === true) return undefined;
    return this.configuration.deduplicationScope === 'messageGroup'
      ? JSON.stringify([groupId, deduplicationId])
      : deduplicationId;
  }

  #keep(message: Message, now: number): void {
    this.#ids.set(message.id, message);
    this.#bytes += bytesOf(message);
    this.#backlog.add(message, now);
  }

  #drop(message: Message): void {
    if (!this.#messages.delete(message.number)) return;
    this.#ids.delete(message.id);
    this.#bytes -= bytesOf(message);
    this.#backlog.remove(message);
  }

  #compact(): void {
    const live = (): Iterable<Message> => [...this.#messages.values(), ...this.#underway];
    this.#log.compact(live, this.#bytes).catch((error: Error) => {
      this.#host.log(`sqs: the journal of ${this.configuration.name} could not be rewritten: ${error.message}`);
    });
  }
}

/** About what a message takes in the journal. */
const bytesOf = ({ sealed }: Message): number => sealed.bytes.length + 300;
