import { identitySources, type IdentitySource } from '../resources/identity-source.ts';
import type { SnapshotAuthorizer } from '../snapshot/snapshot.ts';

/** An authorizer made ready for requests. */
export interface CompiledAuthorizer {
  readonly definition: SnapshotAuthorizer;
  readonly sources: readonly IdentitySource[];
  /** Whether a token may be shown to the function at all. */
  readonly validates: (token: string) => boolean;
}

export function compileAuthorizer(definition: SnapshotAuthorizer): CompiledAuthorizer {
  const { identitySource, identityValidationExpression: expression } = definition;
  const pattern = expression === undefined ? undefined : new RegExp(`^(?:${expression})$`);
  return {
    definition,
    sources: identitySources(identitySource).filter((source) => source !== undefined),
    validates: (token) => pattern?.test(token) ?? true,
  };
}
