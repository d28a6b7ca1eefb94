import type { Operation } from '../../../kernel/operation.ts';
import type { KmsState } from '../state.ts';

export const operations: readonly Operation<KmsState>[] = [];
