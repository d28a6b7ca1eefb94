import { join } from 'node:path';
import type { Checksum } from '../checksums/checksum.ts';
import { PromisedEvents } from '../notifications/promised-events.ts';
import { BodyStore } from './body-store.ts';
import type { DataKeys } from './data-keys.ts';
import { ObjectIndex } from './object-index.ts';
import type {
  DeleteMarker,
  ObjectAttributes,
  ObjectVersion,
  Part,
  RecordPlace,
  StoredObject,
  Upload,
} from './object-version.ts';
import { RecordLog, type LiveRecord, type StorageHost } from './record-log.ts';
import { encodeRecord, type ObjectEdit, type StoredRecord, type VersionName } from './records.ts';
import { Turns } from './turns.ts';
import { Uploads } from './uploads.ts';
import { WriteGuard, type WriteCondition } from './write-guard.ts';

/** Bodies up to this size lie in the journal, larger ones in a file of their own. */
const INLINE_BYTES = 2 ** 20;

export interface StoreOptions {
  readonly host: StorageHost;
  readonly directory: string;
  readonly keys: DataKeys;
  readonly bucketArn: string;
  /** Bytes from which on the journal may be rewritten; a test makes it small. */
  readonly smallestRewrite?: number;
}

/** A new version of an object. */
export interface ObjectWrite extends VersionName {
  readonly at: number;
  readonly etag: string;
  readonly checksum?: Checksum;
  readonly attributes: ObjectAttributes;
  readonly condition?: WriteCondition;
  /** Where the body's key comes from, if not from S3's own. */
  readonly keys?: DataKeys | undefined;
}

/**
 * The objects of one bucket: the index in memory, the journal and body files on disk. Every method that writes resolves once
 * the change is durable, and rejects with StorageUnavailable, having changed nothing, when the disk refuses.
 */
export class ObjectStore {
  readonly index = new ObjectIndex();
  readonly uploads: Uploads;
  /** Events about its objects that are still to be told. */
  readonly promised: PromisedEvents;
  readonly #log: RecordLog;
  readonly #bodies: BodyStore;
  readonly #guard = new WriteGuard(this.index);
  readonly #turns = new Turns();
  #created: { at: number; objectLock: boolean; place: RecordPlace } | undefined;

  constructor({ host, directory, keys, bucketArn, smallestRewrite }: StoreOptions) {
    this.#bodies = new BodyStore(join(directory, 'bodies'), keys, bucketArn);
    this.#log = new RecordLog(
      host,
      join(directory, 'objects.journal'),
      (record, place) => this.#replay(record, place),
      () => this.#liveRecords(),
      smallestRewrite,
    );
    this.uploads = new Uploads(this.#log, this.#bodies);
    this.promised = new PromisedEvents(host, join(directory, 'events.journal'));
    if (this.#log.replay()) this.#bodies.sweep(new Set(this.#files()));
  }

  /** When the bucket was made, milliseconds since the epoch; undefined if its first record could not be written. */
  get createdAt(): number | undefined {
    return this.#created?.at;
  }

  /** Whether the bucket has Object Lock, or ever had: that does not go away. */
  get hasObjectLock(): boolean {
    return this.#created?.objectLock === true;
  }

  /** Notes that the bucket is there, and that it has Object Lock. */
  async create(at: number, objectLock = false): Promise<void> {
    if (this.#created !== undefined && (this.#created.objectLock || !objectLock)) return;
    const record = bucketRecord(this.#created?.at ?? at, objectLock);
    await this.#log.append(encodeRecord(record), (place) => this.#remember(record, place));
  }

  put(write: ObjectWrite, body: Buffer): Promise<StoredObject> {
    return this.#guard.during(write.key, write.condition, async (check) => {
      const files: string[] = [];
      if (body.length > INLINE_BYTES) {
        files.push(await this.#bodies.writeFile(write.key, body, write.keys));
      }
      const pieces = files.map((file) => ({ file, size: body.length }));
      return this.#commit(describe(write, body.length, pieces, false), files, check, () =>
        files.length === 0 ? this.#bodies.seal(write.key, body, write.keys) : [],
      );
    });
  }

  /** Makes an object of the chosen parts of an upload. */
  complete(upload: Upload, parts: readonly Part[], write: ObjectWrite): Promise<StoredObject> {
    return this.#guard.during(write.key, write.condition, (check) => {
      this.uploads.get(upload.uploadId, upload.key);
      const pieces = parts.map(({ file, size, checksum }) => ({
        file,
        size,
        ...(checksum !== undefined && { checksum }),
      }));
      const size = pieces.reduce((sum, piece) => sum + piece.size, 0);
      return this.#commit({ ...describe(write, size, pieces, true), upload: upload.uploadId }, [], check, () => []);
    });
  }

  mark(marker: VersionName, at: number, condition?: WriteCondition): Promise<DeleteMarker> {
    return this.#guard.during(marker.key, condition, () => {
      const declared = { ...marker, lastModified: at };
      return this.#log.append(encodeRecord({ type: 'marker', ...declared }), (place) =>
        this.#admit({ ...declared, deleteMarker: true, record: place }),
      );
    });
  }

  /** Removes a version for good. `permitted` throws if Object Lock keeps it; no lock is put on it in between. */
  drop(
    { key, versionId }: VersionName,
    condition?: WriteCondition,
    permitted: (version: ObjectVersion | undefined) => void = () => undefined,
  ): Promise<void> {
    return this.#turns.run(key, async () => {
      permitted(this.index.find(key, versionId));
      await this.#guard.during(key, condition, () =>
        this.#log.append(encodeRecord({ type: 'drop', key, versionId }), () =>
          this.#forget(this.index.remove(key, versionId)),
        ),
      );
    });
  }

  /** Changes the lock of a version, as `change` says of the version as it is then. */
  lock(name: VersionName, change: (version: ObjectVersion | undefined) => ObjectEdit): Promise<void> {
    return this.#turns.run(name.key, async () => this.edit(name, change(this.index.find(name.key, name.versionId))));
  }

  async edit({ key, versionId }: VersionName, edit: ObjectEdit): Promise<void> {
    await this.#log.append(encodeRecord({ type: 'edit', key, versionId, ...edit }), () =>
      this.#change(key, versionId, edit),
    );
  }

  /** The bytes `from` up to, not including, `to`; `keys` opens what was not written with S3's own key. */
  async read(object: StoredObject, from = 0, to = object.size, keys?: DataKeys): Promise<Buffer> {
    if (object.pieces.length > 0) return this.#bodies.readPieces(object.key, object.pieces, from, to, keys);
    return this.#bodies.unseal(object.key, await this.#log.readSealed(object.record), object.size, from, to, keys);
  }

  async close(): Promise<void> {
    await this.promised.close();
    await this.#log.close();
  }

  async #commit(
    record: Extract<StoredRecord, { type: 'put' }>,
    files: readonly string[],
    check: () => void,
    sealed: () => Buffer[],
  ): Promise<StoredObject> {
    try {
      if (files.length > 0) check();
      return await this.#log.append(encodeRecord(record, sealed()), (place) => this.#admitPut(record, place));
    } catch (error) {
      for (const file of files) await this.#bodies.removeFile(file);
      throw error;
    }
  }

  #admitPut(record: Extract<StoredRecord, { type: 'put' }>, place: RecordPlace): StoredObject {
    const { type: _, upload, ...described } = record;
    const object: StoredObject = { ...described, deleteMarker: false, record: place };
    if (upload !== undefined) this.uploads.end(upload, object);
    return this.#admit(object);
  }

  #admit<Version extends ObjectVersion>(version: Version): Version {
    this.#log.keep(version.record);
    this.#forget(this.index.add(version));
    return version;
  }

  #forget(version: ObjectVersion | undefined): void {
    if (version === undefined) return;
    this.#log.discard(version.record);
    if (!version.deleteMarker) for (const { file } of version.pieces) void this.#bodies.removeFile(file);
  }

  #change(key: string, versionId: string, edit: ObjectEdit): void {
    const version = this.index.find(key, versionId);
    if (version !== undefined && !version.deleteMarker) this.index.replace({ ...version, ...edit });
  }

  #remember({ createdAt: at, objectLock }: BucketRecord, place: RecordPlace): void {
    if (this.#created !== undefined) this.#log.discard(this.#created.place);
    this.#created = { at, objectLock: objectLock === true, place };
    this.#log.keep(place);
  }

  #replay(record: StoredRecord, place: RecordPlace): void {
    switch (record.type) {
      case 'bucket':
        return this.#remember(record, place);
      case 'put':
        this.#admitPut(record, place);
        return;
      case 'marker': {
        const { type: _, ...marker } = record;
        this.#admit({ ...marker, deleteMarker: true, record: place });
        return;
      }
      case 'drop':
        return this.#forget(this.index.remove(record.key, record.versionId));
      case 'edit': {
        const { type: _, key, versionId, ...edit } = record;
        return this.#change(key, versionId, edit);
      }
      default:
        this.uploads.replay(record, place);
    }
  }

  *#liveRecords(): Generator<LiveRecord> {
    if (this.#created !== undefined) {
      const { at, objectLock, place } = this.#created;
      yield { record: bucketRecord(at, objectLock), place };
    }
    for (const history of this.index.histories()) {
      for (const { record: place, deleteMarker, ...version } of history) {
        const described = deleteMarker ? { type: 'marker' as const, ...version } : { type: 'put' as const, ...version };
        yield { record: described as StoredRecord, place };
      }
    }
    yield* this.uploads.liveRecords();
  }

  *#files(): Generator<string> {
    for (const history of this.index.histories()) {
      for (const version of history) if (!version.deleteMarker) for (const { file } of version.pieces) yield file;
    }
    yield* this.uploads.files();
  }
}

type BucketRecord = Extract<StoredRecord, { type: 'bucket' }>;

function bucketRecord(createdAt: number, objectLock: boolean): BucketRecord {
  return { type: 'bucket', createdAt, ...(objectLock && { objectLock: true }) };
}

function describe(
  { key, versionId, at, etag, checksum, attributes }: ObjectWrite,
  size: number,
  pieces: StoredObject['pieces'],
  multipart: boolean,
): Extract<StoredRecord, { type: 'put' }> {
  const { headers, metadata, tags, storageClass, encryption, declared, legalHold, retention } = attributes;
  return {
    type: 'put',
    key,
    versionId,
    lastModified: at,
    size,
    etag,
    ...(checksum && { checksum }),
    headers,
    metadata,
    tags,
    storageClass,
    encryption,
    ...(declared !== undefined && { declared }),
    ...(retention && { retention }),
    ...(legalHold !== undefined && { legalHold }),
    pieces,
    multipart,
  };
}
