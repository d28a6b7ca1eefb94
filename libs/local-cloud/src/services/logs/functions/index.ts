import type { FunctionModel } from '@palisade/local-engine';
import { getLogDataProtectionPolicyDocument } from './get-log-data-protection-policy-document.ts';

export const functions: readonly FunctionModel[] = [getLogDataProtectionPolicyDocument];
