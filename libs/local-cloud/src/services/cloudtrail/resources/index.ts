import type { ResourceModel } from '@palisade/local-engine';
import { trail } from './trail.ts';

export const resources: readonly ResourceModel[] = [trail];
