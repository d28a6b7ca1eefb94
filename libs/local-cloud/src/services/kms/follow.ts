import type { DeclaredKey } from './declared-keys.ts';
import type { Grant } from './grant.ts';
import type { LastSeen, StoredKey, StoredMaterial } from './storage/stored-key.ts';

const DAY = 24 * 60 * 60 * 1000;

export interface Following {
  readonly now: number;
  readonly makeMaterial: () => StoredMaterial;
  /** Completes a grant that is seen for the first time. */
  readonly makeGrant: (grant: DeclaredKey['grants'][number]) => Grant;
}

/**
 * What is stored of a key once a deployment declares it. A key that was to be deleted because the program had dropped it is kept:
 * it is the same resource. Returns `stored` itself if nothing changes.
 */
export function follow(stored: StoredKey | undefined, declared: DeclaredKey, following: Following): StoredKey {
  const { makeMaterial, now } = following;
  if (stored === undefined) {
    const { id, region } = declared;
    const fresh: StoredKey = { id, region, createdAt: now, materials: [makeMaterial()], grants: [], ended: [] };
    return { ...fresh, ...rotating(fresh, declared, now), ...grants(fresh, declared, following) };
  }
  if (stored.gone) return stored;
  const { deletion, rotating: _rotating, switched, ...rest } = stored;
  const next: StoredKey = {
    ...rest,
    ...(deletion !== undefined && deletion.last === undefined && { deletion }),
    // Once the program changes what it says, its word holds again, also when it changes back.
    ...(switched?.declared === declared.enabled && { switched }),
    ...rotating(stored, declared, now),
    ...grants(stored, declared, following),
  };
  return sameKey(next, stored) ? stored : next;
}

/**
 * What is stored of a key that the program has dropped, which on AWS is ScheduleKeyDeletion. A deletion that was scheduled before
 * keeps its date.
 */
export function drop(
  stored: StoredKey,
  seen: { readonly last: LastSeen; readonly windowInDays: number },
  now: number,
): StoredKey {
  if (stored.deletion?.last !== undefined) return stored;
  const { last, windowInDays } = seen;
  const deletion = stored.deletion ?? { at: now + windowInDays * DAY, windowInDays };
  return { ...stored, deletion: { ...deletion, last } };
}

function rotating(stored: StoredKey, { rotationPeriodInDays }: DeclaredKey, now: number): Pick<StoredKey, 'rotating'> {
  if (rotationPeriodInDays === undefined) return {};
  const before = stored.rotating;
  if (before?.periodInDays === rotationPeriodInDays) return { rotating: before };
  return { rotating: { since: now, periodInDays: rotationPeriodInDays } };
}

/** Declared grants come and go with the program; one that was revoked or retired stays so until the program drops it. */
function grants(
  stored: StoredKey,
  declared: DeclaredKey,
  { makeGrant }: Following,
): Pick<StoredKey, 'grants' | 'ended'> {
  const ids = new Set(declared.grants.map(({ id }) => id));
  const known = new Set(stored.grants.map(({ id }) => id));
  const ended = stored.ended.filter((id) => ids.has(id));
  return {
    grants: [
      ...stored.grants.filter(({ byProgram, id }) => byProgram !== true || ids.has(id)),
      ...declared.grants.filter(({ id }) => !known.has(id) && !ended.includes(id)).map(makeGrant),
    ],
    ended,
  };
}

function sameKey(a: StoredKey, b: StoredKey): boolean {
  return (
    a.deletion === b.deletion &&
    a.switched === b.switched &&
    a.rotating === b.rotating &&
    a.ended.length === b.ended.length &&
    a.grants.length === b.grants.length &&
    a.grants.every((grant, index) => grant === b.grants[index])
  );
}
