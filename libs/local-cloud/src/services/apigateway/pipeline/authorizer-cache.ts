import type { AuthorizerAnswer } from './authorizer-answer.ts';
import type { GatewayError } from './gateway-error.ts';
import type { AuthorizerOutcome } from './transaction.ts';

/** Entries of one stage; beyond them the oldest goes. */
const ROOM = 4096;

interface Entry {
  readonly answer: AuthorizerAnswer;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** What became of a call: an answer, which is kept, or why there is none. */
export type Asked = { readonly facts: CallFacts } & (
  { readonly answer: AuthorizerAnswer } | { readonly failure: GatewayError }
);

export type CallFacts = Pick<AuthorizerOutcome, 'latency' | 'integrationStatus' | 'requestId' | 'error'>;

/**
 * Answers of the authorizers of one deployment on one stage, by authorizer and identity. Requests that need the same answer at the
 * same time wait for one call.
 */
export class AuthorizerCache {
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<Asked>>();

  /** The answer kept at `now`, in milliseconds. */
  get(key: string, now: number): AuthorizerAnswer | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (now < entry.until) return entry.answer;
    this.#entries.delete(key);
    return undefined;
  }

  /** Asks, unless somebody is asking already, and keeps the answer until `until`, which is read when it has come. */
  ask(key: string, ask: () => Promise<Asked>, until: () => number): Promise<Asked> {
    const running = this.#asking.get(key);
    if (running !== undefined) return running;
    const asked = ask().then(
      (outcome) => {
        // Whoever flushed the cache meanwhile does not want this answer either.
        if (this.#asking.get(key) !== asked) return outcome;
        this.#asking.delete(key);
        if ('answer' in outcome) this.#keep(key, { answer: outcome.answer, until: until() });
        return outcome;
      },
      (error: unknown) => {
        if (this.#asking.get(key) === asked) this.#asking.delete(key);
        throw error;
      },
    );
    this.#asking.set(key, asked);
    return asked;
  }

  flush(): void {
    this.#entries.clear();
    this.#asking.clear();
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size <= ROOM) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}
