import type { VersionLock } from '../locks/retention.ts';
import type { Checksum } from '../checksums/checksum.ts';

/** Version id of what was written while versioning was not enabled. */
export const NULL_VERSION = 'null';

/** One entry in the history of a key. */
export type ObjectVersion = StoredObject | DeleteMarker;

export interface DeleteMarker {
  readonly deleteMarker: true;
  readonly key: string;
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly record: RecordPlace;
}

export interface StoredObject extends ObjectAttributes {
  readonly deleteMarker: false;
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksum?: Checksum;
  /** The parts of a multipart upload, or of a large body; none when the body lies in the journal record itself. */
  readonly pieces: readonly Piece[];
  readonly multipart: boolean;
  readonly record: RecordPlace;
}

/** What an uploader says about an object. */
export interface ObjectAttributes extends VersionLock {
  /** System metadata kept as it was sent: `content-type`, `cache-control`, … */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata without the `x-amz-meta-` prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly encryption: ObjectEncryption;
  /** Fingerprint of the program's declaration, if this version was written for a BucketObjectv2. */
  readonly declared?: string;
}

/** SSE-S3, or SSE-KMS with its key. */
export type ObjectEncryption = 'AES256' | KmsEncryption;

export interface KmsEncryption {
  readonly algorithm: 'aws:kms';
  /** ARN of the key; in a request also an id or an alias. */
  readonly keyId: string;
  readonly bucketKeyEnabled: boolean;
  /** What the uploader adds to the encryption context. */
  readonly context?: Readonly<Record<string, string>>;
}

/** A stretch of a body in a file of its own. */
export interface Piece {
  readonly file: string;
  readonly size: number;
  /** Of the part, if the uploader sent one. */
  readonly checksum?: string;
}

/** Where a journal record is; rewriting the journal moves it. */
export interface RecordPlace {
  position: number;
  length: number;
}

/** A multipart upload that is neither completed nor aborted. */
export interface Upload extends UploadDeclaration {
  readonly uploadId: string;
  readonly key: string;
  readonly initiated: number;
  readonly parts: Map<number, Part>;
  readonly record: RecordPlace;
}

export interface UploadDeclaration {
  readonly attributes: ObjectAttributes;
  readonly checksum?: Pick<Checksum, 'algorithm' | 'type'>;
}

export interface Part extends Piece {
  readonly partNumber: number;
  readonly etag: string;
  readonly lastModified: number;
  readonly record: RecordPlace;
}
