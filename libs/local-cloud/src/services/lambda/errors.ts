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

/** Lambda cannot open the environment variables. Source: Lambda API Reference, Invoke: KMS…Exception. */
export class KmsFailure extends AwsError {
  constructor({ code, message }: AwsError) {
    const [name, reason] = kmsFailures[code] ?? kmsFailures['KMSInvalidStateException'] ?? ['', ''];
    const settings = "Please check the function's KMS key settings.";
    const detail = code === 'AccessDeniedException' ? ` KMS Exception: ${code} KMS Message: ${message}` : '';
    super(name, `Lambda was unable to decrypt the environment variables because ${reason}. ${settings}${detail}`, 502);
  }
}

/** By KMS's own code. */
const kmsFailures: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  AccessDeniedException: ['KMSAccessDeniedException', 'KMS access was denied'],
  DisabledException: ['KMSDisabledException', 'the KMS key used is disabled'],
  KMSInvalidStateException: ['KMSInvalidStateException', 'the state of the KMS key used is not valid for Decrypt'],
  NotFoundException: ['KMSNotFoundException', 'the KMS key was not found'],
};

export class InvalidParameterValue extends AwsError {
  constructor(message: string) {
    super('InvalidParameterValueException', message, 400);
  }
}
