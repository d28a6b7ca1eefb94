import type { Operation } from '../../../kernel/operation.ts';
import type { Wafv2State } from '../state.ts';

export const operations: readonly Operation<Wafv2State>[] = [];
