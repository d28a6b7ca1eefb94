import { Heap } from '../../../kernel/heap.ts';
import { isInFlight, type Message } from './message.ts';

/** The messages of a queue in the order in which consumers get them. */
export interface Backlog {
  add(message: Message, now: number): void;
  remove(message: Message): void;
  /** A message's `visibleAt` has changed. */
  moved(message: Message, now: number): void;
  /** Up to `most` messages that may be received now; they stay until their `visibleAt` is moved or they are removed. */
  next(most: number, now: number): readonly Message[];
  /** When a message that is hidden now becomes visible; undefined if none is hidden. */
  nextChange(now: number): number | undefined;
}

interface Hidden {
  readonly message: Message;
  readonly until: number;
}

/** Messages hidden by a delay or a consumer. What was moved again or removed meanwhile is left out when its moment comes. */
class HiddenMessages {
  readonly #heap = new Heap<Hidden>((a, b) => a.until - b.until);
  readonly #lives: (message: Message) => boolean;

  constructor(lives: (message: Message) => boolean) {
    this.#lives = lives;
  }

  add(message: Message): void {
    this.#heap.push({ message, until: message.visibleAt });
  }

  /** Takes out what has become visible. */
  *due(now: number): Generator<Message> {
    for (let top = this.#top(); top !== undefined && top.until <= now; top = this.#top()) {
      this.#heap.pop();
      yield top.message;
    }
  }

  get next(): number | undefined {
    return this.#top()?.until;
  }

  #top(): Hidden | undefined {
    for (;;) {
      const top = this.#heap.peek();
      if (top === undefined || (top.until === top.message.visibleAt && this.#lives(top.message))) return top;
      this.#heap.pop();
    }
  }
}

/** A standard queue: first come, first served, but whoever was hidden meanwhile waits behind the others. */
export class StandardBacklog implements Backlog {
  readonly #visible = new Map<number, Message>();
  readonly #all = new Set<number>();
  readonly #hidden = new HiddenMessages(({ number }) => this.#all.has(number));

  add(message: Message, now: number): void {
    this.#all.add(message.number);
    this.moved(message, now);
  }

  remove({ number }: Message): void {
    this.#all.delete(number);
    this.#visible.delete(number);
  }

  moved(message: Message, now: number): void {
    this.#visible.delete(message.number);
    if (message.visibleAt <= now) this.#visible.set(message.number, message);
    else this.#hidden.add(message);
  }

  next(most: number, now: number): readonly Message[] {
    this.#show(now);
    const found: Message[] = [];
    for (const message of this.#visible.values()) {
      if (found.length >= most) break;
      found.push(message);
    }
    return found;
  }

  nextChange(now: number): number | undefined {
    this.#show(now);
    return this.#hidden.next;
  }

  #show(now: number): void {
    for (const message of this.#hidden.due(now)) this.#visible.set(message.number, message);
  }
}

/**
 * A FIFO queue: groups take turns, each keeps its order.
 * Source: Amazon SQS Developer Guide, "FIFO queue delivery logic in Amazon SQS".
 */
export class FifoBacklog implements Backlog {
  readonly #groups = new Map<string, Message[]>();
  readonly #all = new Set<number>();
  readonly #hidden = new HiddenMessages(({ number }) => this.#all.has(number));

  add(message: Message, now: number): void {
    this.#all.add(message.number);
    const group = message.groupId ?? '';
    const messages = this.#groups.get(group);
    if (messages === undefined) this.#groups.set(group, [message]);
    else messages.push(message);
    this.moved(message, now);
  }

  remove(message: Message): void {
    this.#all.delete(message.number);
    const group = message.groupId ?? '';
    const messages = this.#groups.get(group) ?? [];
    const at = messages.indexOf(message);
    if (at !== -1) messages.splice(at, 1);
    if (messages.length === 0) this.#groups.delete(group);
  }

  moved(message: Message, now: number): void {
    if (message.visibleAt > now) this.#hidden.add(message);
  }

  next(most: number, now: number): readonly Message[] {
    const found: Message[] = [];
    const served: string[] = [];
    for (const [group, messages] of this.#groups) {
      if (found.length >= most) break;
      if (messages.some((message) => isInFlight(message, now))) continue;
      const before = found.length;
      for (const message of messages) {
        if (found.length >= most || message.visibleAt > now) break;
        found.push(message);
      }
      if (found.length > before) served.push(group);
    }
    for (const group of served) {
      const messages = this.#groups.get(group) as Message[];
      this.#groups.delete(group);
      this.#groups.set(group, messages);
    }
    return found;
  }

  nextChange(now: number): number | undefined {
    // Whoever is visible by now only waits for its group.
    for (const message of this.#hidden.due(now)) void message;
    return this.#hidden.next;
  }
}
