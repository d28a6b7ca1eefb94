import type { StoredKey } from './storage/stored-key.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Rotations on demand a key takes in its life. Source: AWS KMS Developer Guide, "Resource quotas". */
export const ON_DEMAND_ROTATIONS = 10;

/**
 * When new material is due by the schedule; undefined without automatic rotation. On-demand rotation does not move the schedule.
 * Source: KMS Developer Guide, "Rotate AWS KMS keys".
 */
export function nextRotation({ materials, rotating }: Pick<StoredKey, 'materials' | 'rotating'>): number | undefined {
  if (rotating === undefined) return undefined;
  const last = materials.findLast((material) => material.rotation === 'AUTOMATIC' && material.at >= rotating.since);
  return (last?.at ?? rotating.since) + rotating.periodInDays * DAY;
}
