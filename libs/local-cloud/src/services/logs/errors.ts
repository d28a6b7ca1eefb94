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
