import { createHash } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { dependencyProblem, errorCode } from '@palisade/lambda-kit';
import { receiptKey } from '@palisade/shared-types';
import type { Receipts } from './ports.ts';
import { receiptOf } from './receipt.ts';
import { timeLimit } from './time-limit.ts';

/** S3 refuses one of two writes to a key that come at once, and asks to try again. */
const ATTEMPTS = 3;

/**
 * Receipts in an S3 bucket. `If-None-Match: *` makes S3 refuse a taken key: a receipt is written once and never replaced, and one
 * that is there is the very one, for it is made of the record alone.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function s3Receipts(s3: S3Client, at: { receiptsBucket: string; receiptsKeyArn: string }): Receipts {
  return {
    async write(payment, limits) {
      const bytes = receiptOf(payment);
      const command = new PutObjectCommand({
        Bucket: at.receiptsBucket,
        Key: receiptKey(payment.transactionId),
        Body: bytes,
        ContentType: 'application/json',
        ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
        IfNoneMatch: '*',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: at.receiptsKeyArn,
      });
      const limit = timeLimit(limits);
      for (let attempt = 1; ; attempt++) {
        try {
          await s3.send(command, limit);
          return 'written';
        } catch (cause) {
          if (errorCode(cause) === 'PreconditionFailed') return 'exists';
          if (errorCode(cause) !== 'ConditionalRequestConflict' || attempt === ATTEMPTS) throw dependencyProblem(cause);
        }
      }
    },
  };
}
