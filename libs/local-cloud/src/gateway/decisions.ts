import type { Decision } from '@palisade/policies';

/** One decision of the door, as `palisade access --recorded` and the control API show it. */
export interface RecordedDecision {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly requestId: string;
  /** ARN, service name or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly vpcEndpointId?: string;
  readonly decision: Decision;
}

/** The last decisions, oldest first when read; a full buffer overwrites its oldest. */
export class Decisions {
  readonly #entries: RecordedDecision[] = [];
  readonly #capacity: number;
  #next = 0;

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  record(decision: RecordedDecision): void {
    this.#entries[this.#next] = decision;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  list(): readonly RecordedDecision[] {
    return [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)];
  }
}
