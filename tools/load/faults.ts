import { setTimeout } from 'node:timers/promises';
import type { Cloud } from '../../apps/e2e/src/faults/cloud.ts';
import { withoutKey } from '../../apps/e2e/src/faults/without-key.ts';

/** Something that goes wrong in the middle of a load. */
export type Fault = () => Promise<void>;

/** The cloud is killed with everything it is doing, and started again. */
export function kill(cloud: Cloud): Fault {
  return () => cloud.killAndRestart();
}

const OUTAGE_MS = 5_000;

/**
 * A key is disabled for some seconds. That of documents: requests are answered 5xx, and every event that reaches the processor
 * meanwhile fails and is tried again by Lambda, a minute later.
 */
export function outage(cloud: Cloud, region: string, keyArn: string): Fault {
  return () => withoutKey(cloud, region, keyArn, () => setTimeout(OUTAGE_MS));
}

/** Lets faults happen one after the other, spread evenly over what is accepted of `count`. Call it with each number accepted. */
export function schedule(
  faults: readonly Fault[],
  count: number,
): { onAccepted(accepted: number): void; done(): Promise<void> } {
  let happened = 0;
  let last = Promise.resolve();
  return {
    onAccepted(accepted) {
      const fault = faults[happened];
      if (fault === undefined || accepted < (count * (happened + 1)) / (faults.length + 1)) return;
      happened++;
      last = last.then(fault);
    },
    done: () => last,
  };
}
