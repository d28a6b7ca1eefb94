import type { FunctionModel } from '@palisade/local-engine';
import { getZone } from './get-zone.ts';

export const functions: readonly FunctionModel[] = [getZone];
