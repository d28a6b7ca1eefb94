import { AwsError } from '../../kernel/errors.ts';

/** Source of codes and sentences: AWS KMS API Reference, "Common errors" and the errors of each action. */
export class NotFound extends AwsError {
  constructor(message: string) {
    super('NotFoundException', message);
  }
}

export class Disabled extends AwsError {
  constructor(keyArn: string) {
    super('DisabledException', `${keyArn} is disabled.`);
  }
}

export class KmsInvalidState extends AwsError {
  constructor(message: string) {
    super('KMSInvalidStateException', message);
  }
}

export class PendingDeletion extends KmsInvalidState {
  constructor(keyArn: string) {
    super(`${keyArn} is pending deletion.`);
  }
}

/** AWS gives no reason: it would help whoever tampers with a ciphertext. */
export class InvalidCiphertext extends AwsError {
  constructor() {
    super(
      'InvalidCiphertextException',
      'The ciphertext or its encryption context is not what this key encrypted, or the ciphertext was damaged.',
    );
  }
}

export class IncorrectKey extends AwsError {
  constructor() {
    super(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
}

/** The key behind a ciphertext is not here. AWS does not say whether it exists elsewhere. */
export class CiphertextOfAnotherKey extends AwsError {
  constructor() {
    super(
      'AccessDeniedException',
      'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    );
  }
}

export class Validation extends AwsError {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

/** One member of the request breaks a constraint of the API. The value is shown unless it may be a secret. */
export function constraintViolated(member: string, constraint: string, value?: string): Validation {
  const shown = value === undefined ? 'Value' : `Value '${value}'`;
  return new Validation(
    `1 validation error detected: ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export class InvalidArn extends AwsError {
  constructor(message: string) {
    super('InvalidArnException', message);
  }
}

export class InvalidGrantId extends AwsError {
  constructor(grantId: string) {
    super('InvalidGrantIdException', `Grant ID ${grantId} not found`);
  }
}

export class InvalidGrantToken extends AwsError {
  constructor() {
    super('InvalidGrantTokenException', 'The grant token is not valid.');
  }
}

export class InvalidMarker extends AwsError {
  constructor() {
    super('InvalidMarkerException', 'The marker is not valid.');
  }
}

export class LimitExceeded extends AwsError {
  constructor(message: string) {
    super('LimitExceededException', message);
  }
}

export class DryRunOperation extends AwsError {
  constructor() {
    super('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.');
  }
}

/** The disk refused: nothing has changed. */
export class KmsInternal extends AwsError {
  constructor(cause: unknown) {
    super('KMSInternalException', `The change could not be stored: ${(cause as Error).message}`, 500);
  }
}
