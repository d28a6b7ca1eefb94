import type { FunctionModel } from '@palisade/local-engine';

export const functions: readonly FunctionModel[] = [];
