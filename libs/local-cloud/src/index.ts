export type { Clock } from './kernel/clock.ts';
