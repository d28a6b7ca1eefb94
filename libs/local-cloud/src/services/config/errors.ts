import { AwsError } from '../../kernel/errors.ts';

/* Errors of AWS Config. Source: AWS Config API Reference, errors of each action. */

export class NoSuchConfigurationRecorder extends AwsError {
  constructor(name: string) {
    super(
      'NoSuchConfigurationRecorderException',
      `Cannot find configuration recorder with the specified name '${name}'.`,
      400,
    );
  }
}

export class NoSuchDeliveryChannel extends AwsError {
  constructor(name: string) {
    super('NoSuchDeliveryChannelException', `Cannot find delivery channel with the specified name '${name}'.`, 400);
  }
}

export class NoAvailableDeliveryChannel extends AwsError {
  constructor() {
    super(
      'NoAvailableDeliveryChannelException',
      'Delivery channel is not available to start configuration recorder.',
      400,
    );
  }
}

export class ResourceNotFound extends AwsError {
  constructor(arn: string) {
    super('ResourceNotFoundException', `Resource Arn ${arn} does not exist`, 400);
  }
}

export class ValidationException extends AwsError {
  constructor(message: string) {
    super('ValidationException', message, 400);
  }
}
