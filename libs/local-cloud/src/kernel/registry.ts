import { iam } from '../services/iam/index.ts';
import { sts } from '../services/sts/index.ts';
import type { Service } from './service.ts';

/** Every service of the local cloud. A new one is a line here and a folder under `services/`. */
export const services: readonly Service[] = [iam, sts];
