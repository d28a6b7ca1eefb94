import type { Decision } from '@palisade/policies';
import type { Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './edge.ts';
import type { Journal } from './journal.ts';
import type { Metrics } from './metrics.ts';
import type { Permission } from './operation.ts';
import type { OriginRegistry } from './origin.ts';
import type { IdentityPrincipal, Principal } from './principal.ts';
import type { Scheduler } from './scheduler.ts';
import type { Service, ServiceState } from './service.ts';
import type { Traces } from './traces.ts';

/** What the cloud offers its services. */
export interface Host {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly partition: string;
  readonly accountId: string;
  /** Base URL of the door, e.g. `https://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** The certificate (PEM file) that clients of the door must trust; function code trusts it too. */
  readonly certificatePath: string;
  /** Directory of a service's data for one stack, made on first use: `.palisade/stacks/<stack>/<service>`. It goes with the stack. */
  dataDirectory(stack: string, service: string): string;
  /** Directory of a service's data that belongs to no stack and outlives them all, made on first use: `.palisade/account/<service>`. */
  accountDirectory(service: string): string;
  /** Directory of an archive (or path of an asset) in the asset store. */
  assetPath(hash: string): string;
  openJournal(path: string, onRecord: (payload: Buffer, position: number) => void): Journal;
  /** Another service's state, typed by the service constant. */
  state<State extends ServiceState>(service: Service<State>): State;
  /** Asks the evaluator as the door does; records the decision. Services use it for calls made on behalf of others. */
  authorise(request: InternalRequest): Decision;
  /** Credentials for a role session made by a service (Lambda's execution role), verifiable at the door. */
  roleCredentials(request: RoleSessionRequest): Credentials;
  /** Credentials for a session of the calling user itself (`sts:GetSessionToken`). */
  userCredentials(request: UserSessionRequest): Credentials;
  /** Takes a one-time code of the caller's MFA device; an accepted code is not accepted again. */
  presentMfa(presentation: MfaPresentation): MfaOutcome;
  readonly origins: OriginRegistry;
  readonly metrics: Metrics;
  readonly activity: Activity;
  readonly traces: Traces;
  /** One line for the operator of the local cloud (`.palisade/cloud.log`); never secrets or contents. */
  log(message: string): void;
}

export interface InternalRequest {
  readonly principal: Principal;
  readonly region: string;
  readonly permission: Permission;
  /** The caller's connection, when a service decides about a request that came from outside (API Gateway). */
  readonly connection?: Connection;
  readonly userAgent?: string | undefined;
  readonly referer?: string | undefined;
  /** The request the decision belongs to. */
  readonly requestId?: string;
}

export interface RoleSessionRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Seconds. */
  readonly duration: number;
  readonly sourceFunctionArn?: string;
  /** Session policy document (JSON) that narrows the session. */
  readonly policy?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly mfaAuthenticated?: boolean;
}

export interface UserSessionRequest {
  readonly principal: IdentityPrincipal;
  /** Seconds. */
  readonly duration: number;
  readonly mfaAuthenticated?: boolean;
}

/** A code that a caller shows as proof of a second factor. */
export interface MfaPresentation {
  readonly principal: Principal;
  readonly serialNumber: string;
  readonly tokenCode: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type MfaOutcome = 'accepted' | 'unknown-device' | 'invalid-code';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiration: number;
}
