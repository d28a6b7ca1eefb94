import { AwsError } from '../../kernel/errors.ts';

export class ResourceNotFound extends AwsError {
  constructor(what: 'log group' | 'log stream') {
    super('ResourceNotFoundException', `The specified ${what} does not exist.`);
  }
}

export class ResourceAlreadyExists extends AwsError {
  constructor(what: 'log group' | 'log stream') {
    super('ResourceAlreadyExistsException', `The specified ${what} already exists`);
  }
}

export class InvalidParameter extends AwsError {
  constructor(message: string) {
    super('InvalidParameterException', message);
  }
}

/** The disk refused: nothing of the request was stored. */
export class ServiceUnavailable extends AwsError {
  constructor(cause: unknown) {
    super('ServiceUnavailableException', `The request could not be stored: ${(cause as Error).message}`, 503);
  }
}

/**
 * The KMS key of a group cannot be used: it does not exist, is in another region, is not enabled, or its policy does not let CloudWatch
 * Logs in. AWS says no more than the first sentence; what KMS said is added.
 */
export class KeyNotUsable extends AwsError {
  constructor(groupArn: string, reason = '') {
    super('AccessDeniedException', keyNotUsable(groupArn, reason));
  }

  /** Throws what is no answer of KMS. */
  static because(groupArn: string, error: unknown): KeyNotUsable {
    if (!(error instanceof AwsError)) throw error;
    return new KeyNotUsable(groupArn, `${error.code}: ${error.message}`);
  }
}

export function keyNotUsable(groupArn: string, reason: string): string {
  const sentence = `The specified KMS key does not exist or is not allowed to be used with Arn '${groupArn}'`;
  return reason === '' ? sentence : `${sentence} (${reason})`;
}
