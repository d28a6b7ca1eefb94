import type { Graph } from '@palisade/local-engine';
import type { Exchange } from './exchange.ts';
import type { Principal } from './principal.ts';
import type { Reply } from './wire.ts';

/** One finished request of any service at the door, let in or refused. */
export interface DoorCall {
  /** Name of the service's constant. */
  readonly service: string;
  readonly region: string;
  readonly exchange: Exchange;
  readonly errorMessage?: string;
  /** What the operation answered; absent if it was refused. */
  readonly reply?: Reply;
}

/** One call that a service made inside the cloud, for itself or on behalf of a caller, with the answer it got. */
export interface ServiceCall {
  /** IAM action, `kms:Decrypt`. */
  readonly action: string;
  /** ARN of what it acted on. */
  readonly resource: string;
  readonly principal: Principal;
  readonly region: string;
  /** The service that called, `s3.amazonaws.com`; absent if the principal is that service. */
  readonly invokedBy?: string;
  /** The encryption context of a use of a key. */
  readonly encryptionContext?: Readonly<Record<string, string>>;
  readonly sessionName?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** A deployment that a service refused: everything is as it was before. */
export interface RefusedDeployment {
  readonly graph: Graph;
  /** What is deployed; undefined if the stack is not. */
  readonly deployed: Graph | undefined;
  readonly problems: readonly { readonly urn: string; readonly message: string }[];
}

export interface ActivityListener {
  door(call: DoorCall): void;
  service(call: ServiceCall): void;
  refused?(deployment: RefusedDeployment): void;
}

/** What happens in the whole cloud, for those who keep a record of it; without a listener it costs nothing. */
export interface Activity {
  readonly observed: boolean;
  /** Tells of a request; must be quick. */
  door(call: DoorCall): void;
  service(call: ServiceCall): void;
  refused(deployment: RefusedDeployment): void;
  /** The listener must be quick and must not throw. What it returns ends it. */
  listen(listener: ActivityListener): () => void;
}

export function createActivity(): Activity {
  const listeners = new Set<ActivityListener>();
  return {
    get observed() {
      return listeners.size > 0;
    },
    door(call) {
      for (const listener of listeners) listener.door(call);
    },
    service(call) {
      for (const listener of listeners) listener.service(call);
    },
    refused(deployment) {
      for (const listener of listeners) listener.refused?.(deployment);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
