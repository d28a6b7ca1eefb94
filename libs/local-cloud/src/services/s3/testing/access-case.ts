import type { S3Client } from '@aws-sdk/client-s3';

/** What exists before every case; made by the administrator. */
export interface Prepared {
  readonly VersionId: string;
  readonly UploadId: string;
  readonly ETag: string;
  /** Of the object `kept`, which Object Lock keeps for a day in governance mode. */
  readonly keptVersionId: string;
}

/** A request with everything it needs: allowed by that alone, denied without any of it. */
export interface AccessCase {
  readonly name: string;
  readonly needs: readonly (readonly [action: string, resource: string])[];
  readonly send: (client: S3Client, prepared: Prepared) => Promise<unknown>;
}
