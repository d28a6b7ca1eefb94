import type { Operation } from '../../../kernel/operation.ts';
import type { DeclaredOnly } from '../../../kernel/service.ts';
import type { ApiGatewayState } from '../state.ts';

export const operations: readonly Operation<ApiGatewayState>[] = [];
export const declaredOnly: readonly DeclaredOnly[] = [];
