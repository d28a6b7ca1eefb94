import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { dependencyProblem, errorCode } from '@palisade/lambda-kit';
import type { Limits, Objects, ObjectToPut } from './objects.ts';
import { presignDownload, presignUpload } from './presign.ts';
import { TIME_TO_ANSWER } from './time-to-answer.ts';

export interface Bucket {
  bucket: string;
  kmsKeyArn: string | undefined;
  presignedSeconds: number;
}

/**
 * Documents in an S3 bucket. `If-None-Match: *` makes S3 refuse a taken key, the SHA-256 makes it refuse other bytes, and
 * `If-Match` makes it give back those that were processed.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
export function s3Objects(s3: S3Client, { bucket, kmsKeyArn, presignedSeconds }: Bucket): Objects {
  const putInput = ({ key, contentType, sha256 }: ObjectToPut): PutObjectCommandInput => ({
    Bucket: bucket,
    Key: key,
    ContentType: contentType,
    ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
    IfNoneMatch: '*',
    ...(kmsKeyArn !== undefined && { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyArn }),
  });

  return {
    async create({ bytes, ...object }, limits) {
      const command = new PutObjectCommand({ ...putInput(object), Body: bytes });
      try {
        await s3.send(command, abort(limits));
        return 'created';
      } catch (cause) {
        if (errorCode(cause) === 'PreconditionFailed') return 'exists';
        throw dependencyProblem(cause);
      }
    },

    async read(key, eTag, limits) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: eTag });
      try {
        const { Body } = await s3.send(command, abort(limits));
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      } catch (cause) {
        if (errorCode(cause) === 'PreconditionFailed') return 'changed';
        throw dependencyProblem(cause);
      }
    },

    async remove(key, limits) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), abort(limits)).catch((cause: unknown) => {
        throw dependencyProblem(cause);
      });
    },

    presignUpload: ({ size, ...object }, from) =>
      presignUpload(s3, { ...putInput(object), ContentLength: size }, { from, seconds: presignedSeconds }),

    presignDownload: ({ key, fileName, contentType }, from) =>
      presignDownload(s3, { Bucket: bucket, Key: key }, { fileName, contentType }, { from, seconds: presignedSeconds }),
  };
}

function abort({ remainingMillis }: Limits): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(Math.max(remainingMillis - TIME_TO_ANSWER, 1)) };
}
