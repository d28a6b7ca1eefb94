import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type ServerSideEncryption,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** One AWS call for a probe to try. */
export interface Attempt {
  readonly action: 'PutObject' | 'GetObject' | 'DeleteObject' | 'ListObjects' | 'GetCallerIdentity';
  readonly bucket: string;
  readonly key: string;
  /** What PutObject asks for. */
  readonly encryption?: ServerSideEncryption | 'none';
}

/** `ok`, or the error's name as the SDK gives it. */
export interface AttemptResult {
  readonly outcome: string;
}

// A probe without a way to a service has to answer before it times out itself.
const impatient = { maxAttempts: 1, requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 } };
const s3 = new S3Client(impatient);
const sts = new STSClient(impatient);

export async function handler(attempt: Attempt): Promise<AttemptResult> {
  try {
    await send(attempt);
    return { outcome: 'ok' };
  } catch (error) {
    return { outcome: error instanceof Error ? error.name : String(error) };
  }
}

async function send({ action, bucket, key, encryption = 'none' }: Attempt): Promise<unknown> {
  const at = { Bucket: bucket, Key: key };
  switch (action) {
    case 'PutObject':
      return s3.send(
        new PutObjectCommand({
          ...at,
          Body: 'probe',
          ...(encryption !== 'none' && { ServerSideEncryption: encryption }),
        }),
      );
    case 'GetObject':
      return s3.send(new GetObjectCommand(at));
    case 'DeleteObject':
      return s3.send(new DeleteObjectCommand(at));
    case 'ListObjects':
      return s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    case 'GetCallerIdentity':
      return sts.send(new GetCallerIdentityCommand());
  }
}
