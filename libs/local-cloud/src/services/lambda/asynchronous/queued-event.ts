import type { InvokeRequest } from '../invoker.ts';

/** An event whose caller does not wait. */
export interface QueuedEvent {
  readonly request: InvokeRequest & { readonly requestId: string };
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Times the function has failed with it, and times it could not be run. */
  readonly failures: number;
  readonly throttles: number;
  /** When it is to be tried next, milliseconds since the epoch. */
  readonly dueAt: number;
}

/** Why an event leaves the queue without success. Source: Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations". */
export type GaveUp = 'RetriesExhausted' | 'EventAgeExceeded';
