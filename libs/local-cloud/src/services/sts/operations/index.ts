import type { Operation } from '../../../kernel/operation.ts';
import type { StsState } from '../state.ts';
import { assumeRole } from './assume-role.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getSessionToken } from './get-session-token.ts';

export const operations: readonly Operation<StsState>[] = [assumeRole, getCallerIdentity, getSessionToken];
