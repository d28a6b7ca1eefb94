import type { DeclaredOnly } from '../../../kernel/service.ts';
import type { Operation } from '../../../kernel/operation.ts';
import type { LogsState } from '../state.ts';

export const operations: readonly Operation<LogsState>[] = [];
export const declaredOnly: readonly DeclaredOnly[] = [];
