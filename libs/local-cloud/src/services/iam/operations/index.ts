import type { Operation } from '../../../kernel/operation.ts';
import type { DeclaredOnly } from '../../../kernel/service.ts';
import type { IamState } from '../state.ts';

export const operations: readonly Operation<IamState>[] = [];
export const declaredOnly: readonly DeclaredOnly[] = [];
