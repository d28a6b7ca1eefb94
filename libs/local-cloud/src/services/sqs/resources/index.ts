import type { ResourceModel } from '@palisade/local-engine';
import { queue } from './queue.ts';
import { queuePolicy } from './queue-policy.ts';
import { redriveAllowPolicy, redrivePolicy } from './redrive-policy.ts';

export const resources: readonly ResourceModel[] = [queue, queuePolicy, redriveAllowPolicy, redrivePolicy];
