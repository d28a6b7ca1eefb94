import type { DeclaredOnly } from '../../../kernel/service.ts';

/** STS changes no infrastructure. */
export const declaredOnly: readonly DeclaredOnly[] = [];
