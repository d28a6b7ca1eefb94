import type { FunctionModel } from '@palisade/local-engine';
import { getAlias } from './get-alias.ts';

export const functions: readonly FunctionModel[] = [getAlias];
