import type { Principal } from './principal.ts';
import type { NetworkPath } from './origin.ts';
import type { Reply, WireRequest } from './wire.ts';

/** What the socket says about a connection. */
export interface Connection {
  readonly sourceIp: string;
  readonly scheme: 'https' | 'http';
  /** `TLSv1.2`, `TLSv1.3`; undefined on plain HTTP. */
  readonly tlsVersion?: string;
  readonly cipher?: string;
  /** Set when the connection comes from function code. */
  readonly path?: NetworkPath;
  /** Host name the function connected to, which the network path is about; its Host header may say anything. */
  readonly destination?: string;
}

/** A request to an API Gateway stage: the service runs its own pipeline instead of operations. */
export interface EdgeRequest {
  readonly wire: WireRequest;
  readonly apiId: string;
  readonly stage: string;
  /** Undecoded path below the stage, beginning with `/`. */
  readonly path: string;
  readonly connection: Connection;
  readonly requestId: string;
  /**
   * Verifies the SigV4 signature for `execute-api` in that region, the API's; throws AwsError (MissingAuthenticationToken,
   * InvalidSignature, …).
   */
  authenticate(region: string): Principal;
}

/** A service state that answers whole requests. */
export interface EdgeState {
  serve(request: EdgeRequest): Promise<Reply>;
}
