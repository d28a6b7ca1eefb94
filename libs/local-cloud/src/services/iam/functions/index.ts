import type { FunctionModel } from '@palisade/local-engine';
import { getPolicyDocument } from './get-policy-document.ts';
import { getSessionContext } from './get-session-context.ts';

export const functions: readonly FunctionModel[] = [getPolicyDocument, getSessionContext];
