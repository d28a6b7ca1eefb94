import type { ResourceModel } from '@palisade/local-engine';
import { compositeAlarm } from './composite-alarm.ts';
import { dashboard } from './dashboard.ts';
import { metricAlarm } from './metric-alarm.ts';

export const resources: readonly ResourceModel[] = [compositeAlarm, dashboard, metricAlarm];
