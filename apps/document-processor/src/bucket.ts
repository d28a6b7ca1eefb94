/** An object's bytes, and their hash. */
export interface Bytes {
  bytes: Buffer;
  /** Lower-case hex. */
  sha256: string;
}

/** The port to the documents bucket. */
export interface Bucket {
  readonly name: string;
  /**
   * The object's bytes, if they still are those of `eTag` (`changed` if not); no more than `maxBytes` are ever held
   * (`too-large`). Throws an `EventProblem` when S3 fails.
   */
  read(
    object: { key: string; eTag: string; maxBytes: number },
    limits: { remainingMillis: number },
  ): Promise<Bytes | 'changed' | 'too-large'>;
}
