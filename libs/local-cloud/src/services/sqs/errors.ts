import { AwsError } from '../../kernel/errors.ts';

/*
 * Errors of SQS under their json names. `queryCodes` has what the query protocol calls those that differ by more than the ending
 * `Exception`. Source: Amazon SQS API Reference, "Common errors" and each action's errors; the service's Smithy model.
 */

const queryCodes: Readonly<Record<string, string>> = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  KmsAccessDenied: 'KMS.AccessDeniedException',
  KmsDisabled: 'KMS.DisabledException',
  KmsInvalidKeyUsage: 'KMS.InvalidKeyUsageException',
  KmsInvalidState: 'KMS.InvalidStateException',
  KmsNotFound: 'KMS.NotFoundException',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  MissingRequiredParameterException: 'MissingParameter',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  ResourceNotFoundException: 'ResourceNotFoundException',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

/** The name of an error in the query protocol. */
export const queryErrorCode = (code: string): string => queryCodes[code] ?? code.replace(/Exception$/, '');

export class QueueDoesNotExist extends AwsError {
  constructor() {
    super('QueueDoesNotExist', 'The specified queue does not exist.', 400);
  }
}

export class InvalidAddress extends AwsError {
  constructor(url: string) {
    super('InvalidAddress', `The address ${url} is not valid for this endpoint.`, 404);
  }
}

export class MissingParameter extends AwsError {
  constructor(name: string) {
    super('MissingRequiredParameterException', `The request must contain the parameter ${name}.`, 400);
  }
}

/** A value outside what a parameter takes. */
export class InvalidParameterValue extends AwsError {
  constructor(message: string) {
    super('InvalidParameterValueException', message, 400);
  }
}

export class InvalidAttributeName extends AwsError {
  constructor(name: string) {
    super('InvalidAttributeName', `Unknown Attribute ${name}.`, 400);
  }
}

/** A body with characters that XML does not know. */
export class InvalidMessageContents extends AwsError {
  constructor() {
    super(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
      400,
    );
  }
}

export class ReceiptHandleIsInvalid extends AwsError {
  constructor(handle: string) {
    super(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle.slice(0, 100)}" is not a valid receipt handle.`,
      404,
    );
  }
}

/** The consumer of a FIFO queue's message took too long: somebody else may have it by now. */
export class ReceiptHandleExpired extends InvalidParameterValue {
  constructor(handle: string) {
    super(
      `Value ${handle.slice(0, 100)} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
  }
}

export class MessageNotInflight extends AwsError {
  constructor() {
    super('MessageNotInflight', 'The message referred to is not in flight.', 400);
  }
}

export class PurgeQueueInProgress extends AwsError {
  constructor(queue: string) {
    super('PurgeQueueInProgress', `Only one PurgeQueue operation on ${queue} is allowed every 60 seconds.`, 403);
  }
}

export class UnsupportedOperation extends AwsError {
  constructor(message: string) {
    super('UnsupportedOperation', message, 400);
  }
}

export class ResourceNotFound extends AwsError {
  constructor(message: string) {
    super('ResourceNotFoundException', message, 404);
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

/** The disk refused: nothing of the request was stored. */
export class ServiceUnavailable extends AwsError {
  constructor(cause: unknown) {
    super('ServiceUnavailable', `The request could not be stored: ${(cause as Error).message}`, 503);
  }
}

export class KmsAccessDenied extends AwsError {
  constructor(message: string) {
    super('KmsAccessDenied', message, 400);
  }
}

const kmsErrors: Readonly<Record<string, string>> = {
  AccessDeniedException: 'KmsAccessDenied',
  DisabledException: 'KmsDisabled',
  InvalidKeyUsageException: 'KmsInvalidKeyUsage',
  KMSInvalidStateException: 'KmsInvalidState',
  NotFoundException: 'KmsNotFound',
};

/** An error of KMS as SQS passes it on; anything else stays what it is. */
export function passOnKmsError(error: unknown): unknown {
  if (!(error instanceof AwsError)) return error;
  const code = kmsErrors[error.code];
  return code === undefined ? error : new AwsError(code, error.message, 400);
}
