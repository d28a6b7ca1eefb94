import type { ResourceModel } from '@palisade/local-engine';
import { alias } from './alias.ts';
import { grant } from './grant.ts';
import { keyPolicy } from './key-policy.ts';
import { key } from './key.ts';

export const resources: readonly ResourceModel[] = [alias, grant, key, keyPolicy];
