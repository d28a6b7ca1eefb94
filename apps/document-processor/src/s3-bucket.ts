import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { errorCode, EventProblem } from '@palisade/lambda-kit';
import type { Bucket, Bytes } from './bucket.ts';
import { TIME_TO_END } from './time-to-end.ts';

/** Objects of an S3 bucket, by `GetObject` alone. */
export function s3Bucket(s3: S3Client, name: string): Bucket {
  return {
    name,
    async read({ key, eTag, maxBytes }, { remainingMillis }) {
      const abortSignal = AbortSignal.timeout(Math.max(remainingMillis - TIME_TO_END, 1));
      const command = new GetObjectCommand({ Bucket: name, Key: key, IfMatch: eTag });
      try {
        return await bytesOf(await s3.send(command, { abortSignal }), maxBytes);
      } catch (cause) {
        if (errorCode(cause) === 'PreconditionFailed') return 'changed';
        if (cause instanceof EventProblem) throw cause;
        throw new EventProblem('bucket-unavailable', 'The documents bucket did not give the object', { cause });
      }
    },
  };
}

/** The size S3 states is the memory that is taken, once; the hash is made as the pieces come. */
async function bytesOf(
  { Body, ContentLength }: GetObjectCommandOutput,
  maxBytes: number,
): Promise<Bytes | 'too-large'> {
  // In Node.js the SDK's body is a stream of Node.js.
  const body = Body as Readable | undefined;
  const size = ContentLength ?? 0;
  if (size > maxBytes) {
    body?.destroy();
    return 'too-large';
  }
  const bytes = Buffer.alloc(size);
  const hash = createHash('sha256');
  let length = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Buffer>) {
    if (length + piece.length > size) throw incomplete();
    bytes.set(piece, length);
    hash.update(piece);
    length += piece.length;
  }
  if (length !== size) throw incomplete();
  return { bytes, sha256: hash.digest('hex') };
}

function incomplete(): EventProblem {
  return new EventProblem('bucket-unavailable', 'The documents bucket gave more or fewer bytes than it said');
}
