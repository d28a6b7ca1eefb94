import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { impatient } from './impatient.ts';

export type S3Attempt =
  | { readonly action: 'GetObject' | 'DeleteObject'; readonly bucket: string; readonly key: string }
  | ({ readonly action: 'PutObject'; readonly bucket: string; readonly key: string } & Encryption)
  | { readonly action: 'ListObjects' | 'DeleteBucket'; readonly bucket: string };

/** What PutObject asks for: nothing, unless it says so. */
export interface Encryption {
  readonly encryption?: 'AES256' | 'aws:kms';
  /** With this key, by `aws:kms`. */
  readonly keyArn?: string;
}

const s3 = new S3Client(impatient);

export function sendToS3(attempt: S3Attempt): Promise<unknown> {
  switch (attempt.action) {
    case 'ListObjects':
      return s3.send(new ListObjectsV2Command({ Bucket: attempt.bucket }));
    case 'DeleteBucket':
      return s3.send(new DeleteBucketCommand({ Bucket: attempt.bucket }));
  }
  const at = { Bucket: attempt.bucket, Key: attempt.key };
  switch (attempt.action) {
    case 'PutObject':
      return s3.send(new PutObjectCommand({ ...at, Body: 'probe', ...asked(attempt) }));
    case 'GetObject':
      return s3.send(new GetObjectCommand(at));
    case 'DeleteObject':
      return s3.send(new DeleteObjectCommand(at));
  }
}

function asked({ encryption, keyArn }: Encryption) {
  if (keyArn !== undefined) return { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn } as const;
  return encryption !== undefined && { ServerSideEncryption: encryption };
}
