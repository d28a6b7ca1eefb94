import { AwsError } from '../../kernel/errors.ts';
import type { JsonObject } from '../../kernel/wire.ts';

/** Source of codes and sentences: Amazon DynamoDB API Reference, "Common errors" and the errors of each action. */
export class ValidationException extends AwsError {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

/** A member of another JSON type than the API has. */
export class SerializationException extends AwsError {
  constructor(message: string) {
    super('SerializationException', message);
  }
}

export class ResourceNotFoundException extends AwsError {
  constructor(message = 'Requested resource not found') {
    super('ResourceNotFoundException', message);
  }
}

/** `Item` is told where the request asked for it and the condition failed on an item that exists. */
export class ConditionalCheckFailedException extends AwsError {
  override readonly members: JsonObject;

  constructor(item?: JsonObject) {
    super('ConditionalCheckFailedException', 'The conditional request failed');
    this.members = item === undefined ? {} : { Item: item };
  }
}

/** Why one action of a transaction could not be done; `None` for those that could. */
export interface CancellationReason {
  readonly code: string;
  readonly message?: string;
  readonly item?: JsonObject;
}

export class TransactionCanceledException extends AwsError {
  override readonly members: JsonObject;

  constructor(reasons: readonly CancellationReason[]) {
    const codes = reasons.map(({ code }) => code).join(', ');
    const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    super('TransactionCanceledException', message);
    this.members = {
      // The one error of DynamoDB whose message has a capital letter.
      Message: message,
      CancellationReasons: reasons.map(({ code, item, message: why }) => ({
        Code: code,
        ...(why !== undefined && { Message: why }),
        ...(item !== undefined && { Item: item }),
      })),
    };
  }
}

export class IdempotentParameterMismatchException extends AwsError {
  constructor() {
    super(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  }
}

export class PolicyNotFoundException extends AwsError {
  constructor(arn: string) {
    super('PolicyNotFoundException', `Resource-based policy not found for the provided ResourceArn: ${arn}`);
  }
}

export class ExpiredIteratorException extends AwsError {
  constructor() {
    super('ExpiredIteratorException', 'The shard iterator has expired.');
  }
}

export class TrimmedDataAccessException extends AwsError {
  constructor() {
    super('TrimmedDataAccessException', 'The requested records are older than 24 hours and have been trimmed.');
  }
}

/** The disk refused: nothing of the request was stored. */
export class InternalServerError extends AwsError {
  constructor(cause: unknown) {
    super('InternalServerError', `The request could not be stored: ${(cause as Error).message}`, 500);
  }
}
