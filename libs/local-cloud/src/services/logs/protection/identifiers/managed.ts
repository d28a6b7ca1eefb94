import type { Detector } from '../detector.ts';
import { creditCardNumber } from './credit-card-number.ts';

/** Managed data identifiers that the local cloud detects. */
export const managed: readonly Detector[] = [creditCardNumber];
