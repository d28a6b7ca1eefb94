import type { Download, Upload } from '@palisade/shared-types';

export interface ObjectToPut {
  key: string;
  contentType: string;
  /** Lower-case hex. */
  sha256: string;
}

export interface Limits {
  remainingMillis: number;
}

/** The port to the bucket. Every method throws an `HttpProblem` (502 or 503) when S3 fails. */
export interface Objects {
  /** Creates the object unless there is one: nothing is ever replaced. */
  create(object: ObjectToPut & { bytes: Buffer }, limits: Limits): Promise<'created' | 'exists'>;
  /** The bytes, if they still are those of `eTag`. */
  read(key: string, eTag: string, limits: Limits): Promise<Buffer | 'changed'>;
  /** Also when there is none. */
  remove(key: string, limits: Limits): Promise<void>;
  /** A request that puts these very bytes, once, and nothing else; no call to AWS. */
  presignUpload(object: ObjectToPut & { size: number }, from: Date): Promise<Upload>;
  /** A request that reads the object; no call to AWS. */
  presignDownload(object: { key: string; fileName: string; contentType: string }, from: Date): Promise<Download>;
}
