import type { StatusChange } from '@palisade/shared-types';

/** The port to whoever wants to hear of documents. */
export interface Topic {
  /** Throws when the change could not be published, or not before `abortSignal` ends it. */
  publish(change: StatusChange, abortSignal: AbortSignal): Promise<void>;
}
