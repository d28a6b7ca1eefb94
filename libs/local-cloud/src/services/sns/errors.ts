import { AwsError } from '../../kernel/errors.ts';

/* Errors of SNS. Source: Amazon SNS API Reference, errors of each action. */

/** Code of a denied request. */
export const DENIED = 'AuthorizationError';

export class NotFound extends AwsError {
  constructor(what: 'Topic' | 'Subscription' | 'Resource') {
    super('NotFound', `${what} does not exist`, 404);
  }
}

export class InvalidParameter extends AwsError {
  constructor(message: string) {
    super('InvalidParameter', `Invalid parameter: ${message}`, 400);
  }
}

export class InvalidParameterValue extends AwsError {
  constructor(message: string) {
    super('ParameterValueInvalid', message, 400);
  }
}

/** What is wrong with a batch as a whole. */
export class BatchProblem extends AwsError {
  constructor(
    code:
      | 'BatchEntryIdsNotDistinct'
      | 'BatchRequestTooLong'
      | 'EmptyBatchRequest'
      | 'InvalidBatchEntryId'
      | 'TooManyEntriesInBatchRequest',
    message: string,
  ) {
    super(code, message, 400);
  }
}

export class KmsAccessDenied extends AwsError {
  constructor(message: string) {
    super('KMSAccessDenied', message, 400);
  }
}

/** The disk refused: nothing was published. */
export class InternalError extends AwsError {
  constructor(cause: unknown) {
    super('InternalError', `The message could not be stored: ${(cause as Error).message}`, 500);
  }
}

const kmsErrors: Readonly<Record<string, string>> = {
  AccessDeniedException: 'KMSAccessDenied',
  DisabledException: 'KMSDisabled',
  InvalidKeyUsageException: 'KMSInvalidState',
  KMSInvalidStateException: 'KMSInvalidState',
  NotFoundException: 'KMSNotFound',
};

/** An error of KMS as SNS passes it on; anything else stays what it is. */
export function passOnKmsError(error: unknown): unknown {
  if (!(error instanceof AwsError)) return error;
  const code = kmsErrors[error.code];
  return code === undefined ? error : new AwsError(code, error.message, 400);
}
