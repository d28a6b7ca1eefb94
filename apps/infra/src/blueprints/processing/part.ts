import type { Stack } from '../blueprint.ts';
import type { ProcessingNames } from './processing-names.ts';
import type { ProcessingSettings } from './settings.ts';

/** What every part of the platform is made from. */
export interface Part {
  /** Its `names` begin with the stack's prefix. */
  readonly stack: Stack;
  readonly physical: ProcessingNames;
  readonly settings: ProcessingSettings;
}

/** Who deploys and manages the stack, as policies name them. */
export function administratorsOf({ stack, settings }: Part): [string, ...string[]] {
  return [stack.deployerArn, ...settings.administratorArns];
}
