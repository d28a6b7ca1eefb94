import { AwsError } from '../../kernel/errors.ts';

/** `what` is such as `The role with name x`. */
export class NoSuchEntity extends AwsError {
  constructor(what: string) {
    super('NoSuchEntity', `${what} cannot be found.`, 404);
  }
}

export class ValidationError extends AwsError {
  constructor(message: string) {
    super('ValidationError', message, 400);
  }
}

export class MalformedPolicyDocument extends AwsError {
  constructor(message: string) {
    super('MalformedPolicyDocument', message, 400);
  }
}
