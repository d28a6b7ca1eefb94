import type { Stack } from '../blueprint.ts';
import type { PaymentsNames } from './payments-names.ts';
import type { PaymentsSettings } from './settings.ts';

/** What every part of the payments API is made from. */
export interface Part {
  /** Its `names` begin with `payment-`. */
  readonly stack: Stack;
  readonly physical: PaymentsNames;
  readonly settings: PaymentsSettings;
}

/** Who deploys and manages the stack, as policies name them. */
export function administratorsOf({ stack, settings }: Part): [string, ...string[]] {
  return [stack.deployerArn, ...settings.administratorArns];
}
