import type { Connection } from './edge.ts';
import type { Principal } from './principal.ts';
import type { WireRequest } from './wire.ts';

/** One finished request of a service, let in or refused: what an access log line is written from. */
export interface Exchange {
  /** Name of the operation; undefined if none matched. */
  readonly operation?: string;
  readonly wire: WireRequest;
  readonly connection: Connection;
  /** Anonymous when the signature could not be verified. */
  readonly principal: Principal;
  readonly requestId: string;
  /** When the request was complete, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds until the reply was ready. */
  readonly duration: number;
  readonly status: number;
  readonly errorCode?: string;
  /** Bytes of the reply's body. */
  readonly bytesSent: number;
}
