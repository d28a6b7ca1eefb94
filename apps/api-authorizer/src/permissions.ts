import type { ApiPermission } from '@palisade/shared-types';

/** The port to the permissions table. */
export interface Permissions {
  /** The permission of the key with this hash, undefined when there is none. Throws when the table does not answer. */
  find(keyHash: string, limits: { remainingMillis: number }): Promise<ApiPermission | undefined>;
}
