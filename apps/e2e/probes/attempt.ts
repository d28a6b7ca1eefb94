import { sendToDynamodb, type DynamodbAttempt } from './dynamodb.ts';
import { sendElsewhere, type OtherAttempt } from './others.ts';
import { sendToS3, type S3Attempt } from './s3.ts';

/** One call for a probe to try. */
export type Attempt = S3Attempt | DynamodbAttempt | OtherAttempt;

export interface AttemptResult {
  /** `ok`, or the error's name as the SDK gives it. */
  readonly outcome: string;
  /** What the error says; empty when there is none. */
  readonly reason: string;
}

/** The code of every probe, whatever its role and wherever it is. */
export async function handler(attempt: Attempt): Promise<AttemptResult> {
  try {
    await send(attempt);
    return { outcome: 'ok', reason: '' };
  } catch (error) {
    if (!(error instanceof Error)) return { outcome: String(error), reason: '' };
    return { outcome: error.name, reason: error.message };
  }
}

function send(attempt: Attempt): Promise<unknown> {
  switch (attempt.action) {
    case 'GetObject':
    case 'PutObject':
    case 'DeleteObject':
    case 'ListObjects':
    case 'DeleteBucket':
      return sendToS3(attempt);
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'Scan':
    case 'Query':
    case 'DeleteTable':
      return sendToDynamodb(attempt);
    default:
      return sendElsewhere(attempt);
  }
}
