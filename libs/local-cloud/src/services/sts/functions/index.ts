import type { FunctionModel } from '@palisade/local-engine';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getPartition } from './get-partition.ts';

export const functions: readonly FunctionModel[] = [getCallerIdentity, getPartition];
