import { AwsError } from '../../kernel/errors.ts';

/** Source: Lambda API Reference, Invoke: Errors. Each class is one of AWS's exceptions. */
export class ResourceNotFound extends AwsError {
  constructor(what: string) {
    super('ResourceNotFoundException', what, 404);
  }
}

export class TooManyRequests extends AwsError {
  /** `reason`: which limit was reached. */
  constructor(reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' | 'ConcurrentInvocationLimitExceeded') {
    super('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason: reason });
  }
}

export class RequestTooLarge extends AwsError {
  constructor(limit: number) {
    super(
      'RequestEntityTooLargeException',
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
      413,
    );
  }
}

export class InvalidRequestContent extends AwsError {
  constructor(message: string) {
    super('InvalidRequestContentException', message, 400);
  }
}

export class InvalidParameterValue extends AwsError {
  constructor(message: string) {
    super('InvalidParameterValueException', message, 400);
  }
}
