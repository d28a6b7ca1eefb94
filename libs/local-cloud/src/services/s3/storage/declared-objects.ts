import { readFileSync, statSync } from 'node:fs';
import type { Host } from '../../../kernel/host.ts';
import type { Bucket } from '../bucket.ts';
import { checksumOf } from '../checksums/checksum.ts';
import type { DeclaredObject } from '../configuration/declared-object.ts';
import { ObjectProtected } from '../errors.ts';
import { goesUndeclared, longer, type VersionLock } from '../locks/retention.ts';
import { NULL_VERSION, type ObjectVersion } from './object-version.ts';

/** What a deployment declares and the disk did not take. The next apply, or the next start of the cloud, tries again. */
export class DeclaredObjectsError extends Error {
  override readonly name = 'DeclaredObjectsError';

  constructor(failures: readonly string[]) {
    super(
      `S3 could not store what was deployed: ${failures.join('; ')}. Look at the disk of the local cloud and deploy again.`,
    );
  }
}

/** Writes the objects a program declares into their buckets; does all it can and remembers what it could not. */
export class DeclaredObjects {
  /** One sentence for everything that could not be written, without contents. */
  readonly failures: string[] = [];
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Records when the bucket was made. */
  async create({ configuration, store, name }: Bucket): Promise<void> {
    const now = this.#host.clock.now();
    await this.#try(`the first record of bucket ${name}`, () =>
      store.create(now, configuration.objectLock !== undefined),
    );
  }

  /** `before` is the bucket as it was declared until now. */
  async apply(bucket: Bucket, before: Bucket | undefined): Promise<void> {
    const { store } = bucket;
    const keys = new Set(bucket.configuration.objects.map(({ key }) => key));
    const gone = before?.store === store ? before.configuration.objects.filter(({ key }) => !keys.has(key)) : [];
    for (const { key, forceDestroy } of gone) {
      // As Terraform does: every version of the key goes, but for one that was locked after the deployment had been accepted.
      const permitted = (version: ObjectVersion | undefined): void => {
        if (version === undefined || version.deleteMarker) return;
        if (!goesUndeclared(version, forceDestroy, this.#host.clock.now())) throw new ObjectProtected();
      };
      for (const { versionId } of [...store.index.history(key)]) {
        await this.#try(`the removal of ${bucket.name}/${key}`, () =>
          store.drop({ key, versionId }, undefined, permitted),
        );
      }
    }
    for (const object of toBeWritten(bucket)) {
      await this.#try(`${bucket.name}/${object.key}`, () => this.#put(bucket, object));
    }
  }

  async #put(bucket: Bucket, declared: DeclaredObject): Promise<void> {
    const { key, etag, content, attributes, checksumAlgorithm } = declared;
    const { store } = bucket;
    const at = this.#host.clock.now();
    // A bucket that has Object Lock from former times versions what its program does not.
    const unversioned = declared.versionId === NULL_VERSION && bucket.objectLock !== undefined;
    const versionId = unversioned ? bucket.newVersionId() : declared.versionId;
    const body = content.kind === 'bytes' ? content.bytes : readFileSync(this.#host.assetPath(content.hash));
    const algorithm = checksumAlgorithm ?? 'CRC64NVME';
    const checksum = { algorithm, value: checksumOf(algorithm, body), type: 'FULL_OBJECT' as const };
    const lock = lockAgain(store.index.find(key, versionId), bucket.lockFor({}, at));
    await store.put({ key, versionId, at, etag, checksum, attributes: { ...attributes, ...lock } }, body);
  }

  async #try(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failures.push(`${what}: ${(error as Error).message}`);
    }
  }
}

/** Former content comes back under its former version id: no lock on that gets weaker. */
function lockAgain(before: ObjectVersion | undefined, lock: VersionLock): VersionLock {
  if (before === undefined || before.deleteMarker) return lock;
  const retention = longer(before.retention, lock.retention);
  return {
    ...(retention && { retention }),
    ...(before.legalHold !== undefined && { legalHold: before.legalHold }),
  };
}

/** Objects whose file is not in the asset store: known before anything changes. */
export function missingContent(
  objects: readonly DeclaredObject[],
  host: Host,
): readonly { readonly urn: string; readonly message: string }[] {
  return objects.flatMap(({ urn, bucket, key, content }) =>
    content.kind === 'bytes' || statSync(host.assetPath(content.hash), { throwIfNoEntry: false })?.isFile() === true
      ? []
      : [
          {
            urn,
            message: `uploading S3 Object (${key}) to Bucket (${bucket}): its source is not in the asset store. Deploy again.`,
          },
        ],
  );
}

/** The bucket's declared objects that are not stored as they are declared. */
export function toBeWritten(bucket: Bucket): readonly DeclaredObject[] {
  return bucket.configuration.objects.filter((object) => !isThere(bucket, object));
}

/** Whatever was written over it since: the declaration as it is now was the last one to be carried out. */
function isThere({ store }: Bucket, { key, attributes }: DeclaredObject): boolean {
  const declared = store.index
    .history(key)
    .findLast((version) => !version.deleteMarker && version.declared !== undefined);
  return declared !== undefined && !declared.deleteMarker && declared.declared === attributes.declared;
}
