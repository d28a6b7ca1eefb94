import type { DeleteMarker, Part, StoredObject, Upload } from './object-version.ts';

/** What a bucket's journal holds. `put`, `marker`, `upload` and `part` stand for something until a later record takes it away. */
export type StoredRecord =
  | { readonly type: 'bucket'; readonly createdAt: number; readonly objectLock?: true }
  /** `upload` names the multipart upload this completes. The sealed body follows, unless `pieces` says where it is. */
  | ({ readonly type: 'put'; readonly upload?: string } & Omit<StoredObject, 'record' | 'deleteMarker'>)
  | ({ readonly type: 'marker' } & Omit<DeleteMarker, 'record' | 'deleteMarker'>)
  | ({ readonly type: 'edit' } & VersionName & ObjectEdit)
  | ({ readonly type: 'drop' } & VersionName)
  | ({ readonly type: 'upload' } & Omit<Upload, 'record' | 'parts'>)
  | ({ readonly type: 'part'; readonly upload: string } & Omit<Part, 'record'>)
  | { readonly type: 'abort'; readonly upload: string };

export interface VersionName {
  readonly key: string;
  readonly versionId: string;
}

/** What can change about a version once it is written. */
export type ObjectEdit = Partial<Pick<StoredObject, 'tags' | 'storageClass' | 'retention' | 'legalHold'>>;

const LENGTH_BYTES = 4;

/** A journal payload: length of the JSON, the JSON, the sealed body if it lies here. */
export function encodeRecord(record: StoredRecord, sealed: readonly Buffer[] = []): Buffer {
  const json = JSON.stringify(record);
  const jsonLength = Buffer.byteLength(json);
  let length = LENGTH_BYTES + jsonLength;
  for (const part of sealed) length += part.length;
  const payload = Buffer.allocUnsafe(length);
  payload.writeUInt32LE(jsonLength, 0);
  payload.write(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + jsonLength;
  for (const part of sealed) at += part.copy(payload, at);
  return payload;
}

export function decodeRecord(payload: Buffer): StoredRecord {
  return JSON.parse(payload.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + payload.readUInt32LE(0))) as StoredRecord;
}

/** The sealed body in a payload; empty if it lies elsewhere. */
export function sealedBodyOf(payload: Buffer): Buffer {
  return payload.subarray(LENGTH_BYTES + payload.readUInt32LE(0));
}
