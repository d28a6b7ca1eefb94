import type { Host } from '../../../kernel/host.ts';
import type { Bucket } from '../bucket.ts';
import { ConditionalRequestConflict, ObjectProtected, PreconditionFailed } from '../errors.ts';
import { unlocked } from '../operations/object-lock.ts';
import { NULL_VERSION, type StoredObject } from '../storage/object-version.ts';
import type { WriteCondition } from '../storage/write-guard.ts';
import { isAbandoned, planForKey, type LifecycleAction } from './plan.ts';

/** Rules act on midnights; looking every hour also catches a clock that was moved. */
const INTERVAL = 3_600_000;

/** Applies the lifecycle rules of all buckets as the clock goes on. */
export class LifecycleRunner {
  readonly #host: Host;
  readonly #buckets: () => Iterable<Bucket>;
  readonly #cancel: () => void;

  constructor(host: Host, buckets: () => Iterable<Bucket>) {
    this.#host = host;
    this.#buckets = buckets;
    this.#cancel = host.scheduler.every(INTERVAL, () => this.run());
  }

  close(): void {
    this.#cancel();
  }

  async run(): Promise<void> {
    const now = this.#host.clock.now();
    for (const bucket of this.#buckets()) {
      try {
        await applyLifecycle(bucket, now);
      } catch (error) {
        this.#host.log(`s3: the lifecycle rules of ${bucket.name} could not be applied: ${(error as Error).message}`);
      }
    }
  }
}

export async function applyLifecycle(bucket: Bucket, now: number): Promise<void> {
  const { configuration, store } = bucket;
  const { lifecycle } = configuration;
  if (lifecycle === undefined) return;
  const actions = [...store.index.histories()].flatMap((history) => planForKey(history, lifecycle, now));
  for (const action of actions) {
    try {
      await carryOut(action, bucket, now);
    } catch (error) {
      if (!overtaken.some((kind) => error instanceof kind)) throw error;
    }
  }
  for (const upload of [...store.uploads.all()]) {
    if (isAbandoned(upload, lifecycle, now)) await store.uploads.abort(upload);
  }
}

/** Somebody else was faster. */
const overtaken = [PreconditionFailed, ConditionalRequestConflict, ObjectProtected];

function carryOut(action: LifecycleAction, bucket: Bucket, now: number): Promise<unknown> {
  const { store, versioning } = bucket;
  switch (action.action) {
    case 'expire': {
      const { key } = action.object;
      const condition = unchanged(action.object);
      return versioning === undefined
        ? store.drop({ key, versionId: NULL_VERSION }, condition)
        : store.mark({ key, versionId: bucket.newVersionId() }, now, condition);
    }
    case 'remove':
      return store.drop(action, undefined, unlocked(false, now));
    case 'move':
      return store.edit(action, { storageClass: action.storageClass });
  }
}

/** An object written over since the plan was made is not the one that expired. */
function unchanged(object: StoredObject): WriteCondition {
  return {
    header: 'If-Match',
    check(current) {
      if (current?.versionId !== object.versionId || current.lastModified !== object.lastModified) {
        throw new PreconditionFailed('If-Match');
      }
    },
  };
}
