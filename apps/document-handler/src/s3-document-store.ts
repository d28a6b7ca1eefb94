import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Document } from './document.ts';
import { ENCRYPTION, type AlreadyExists, type Created, type DocumentStore } from './document-store.ts';
import { errorCode, storageProblem } from './storage-problem.ts';

/** Milliseconds kept of the invocation's time to answer in, once storage has been given up. */
const TIME_TO_ANSWER = 500;

const CONFLICT_ATTEMPTS = 4;

/**
 * Documents in an S3 bucket, by `PutObject` alone. `If-None-Match: *` makes S3 refuse a taken key, the SHA-256 makes it
 * refuse bytes that changed on the way.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function s3DocumentStore(s3: S3Client, bucket: string, sleep: (millis: number) => Promise<void>): DocumentStore {
  return {
    bucket,
    async create(key, document, { remainingMillis }) {
      const abortSignal = AbortSignal.timeout(Math.max(remainingMillis - TIME_TO_ANSWER, 1));
      for (let attempt = 1; ; attempt++) {
        const result = await put(s3, putObject(bucket, key, document), abortSignal);
        if (result.outcome !== 'conflict') return result;
        if (attempt === CONFLICT_ATTEMPTS) throw storageProblem(result.cause);
        await sleep(50 * 2 ** attempt * (0.5 + Math.random() / 2));
      }
    },
  };
}

/** Another write to the same key was under way; S3 says to try again. */
interface Conflict {
  outcome: 'conflict';
  cause: unknown;
}

async function put(s3: S3Client, command: PutObjectCommand, abortSignal: AbortSignal) {
  try {
    const { VersionId } = await s3.send(command, { abortSignal });
    return { outcome: 'created', versionId: VersionId ?? null } satisfies Created;
  } catch (cause) {
    switch (errorCode(cause)) {
      case 'PreconditionFailed':
        return { outcome: 'exists' } satisfies AlreadyExists;
      case 'ConditionalRequestConflict':
        return { outcome: 'conflict', cause } satisfies Conflict;
      default:
        throw storageProblem(cause);
    }
  }
}

function putObject(bucket: string, key: string, document: Document): PutObjectCommand {
  return new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: document.bytes,
    ContentType: document.contentType,
    Metadata: document.metadata,
    ChecksumSHA256: Buffer.from(document.sha256, 'hex').toString('base64'),
    ServerSideEncryption: ENCRYPTION,
    IfNoneMatch: '*',
  });
}
