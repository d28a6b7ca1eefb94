import type { Transaction } from './pipeline/transaction.ts';

/** A finished request to a stage, as metrics count it. */
export interface ApiRequest {
  readonly apiName: string;
  readonly stage: string;
  /** HTTP method of the request. */
  readonly method: string;
  /** Path of the resource; undefined if the request led nowhere. */
  readonly resource: string | undefined;
  readonly status: number;
  /** Milliseconds. */
  readonly latency: number;
  /** Milliseconds; undefined if no integration was asked. */
  readonly integrationLatency: number | undefined;
}

type Listener = (region: string, request: ApiRequest) => void;

export class RequestListeners {
  readonly #listeners = new Set<Listener>();

  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell({ integration, method, request, responseLatency, stage, status }: Transaction): void {
    if (this.#listeners.size === 0) return;
    const finished: ApiRequest = {
      apiName: stage.api.snapshot.name,
      stage: stage.name,
      method: request.wire.method,
      resource: method?.resource.path,
      status,
      latency: responseLatency,
      integrationLatency: integration?.latency,
    };
    for (const listener of this.#listeners) listener(stage.place.region, finished);
  }
}
