import { setTimeout } from 'node:timers/promises';

/** Resolves as soon as the condition holds; the time limit of the test ends the wait for one that never does. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(2);
}
