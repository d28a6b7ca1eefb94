import { AwsError } from '../../kernel/errors.ts';

/* Errors of ACM. Source: AWS Certificate Manager API Reference, errors of each action. */

export class ResourceNotFound extends AwsError {
  constructor(arn: string, accountId: string) {
    super('ResourceNotFoundException', `Could not find certificate ${arn} in account ${accountId}.`, 400);
  }
}

export class InvalidArn extends AwsError {
  constructor(arn: string) {
    super('InvalidArnException', `The certificate ARN ${arn} is not valid.`, 400);
  }
}

export class InvalidArgs extends AwsError {
  constructor(message: string) {
    super('InvalidArgsException', message, 400);
  }
}

export class ValidationException extends AwsError {
  constructor(message: string) {
    super('ValidationException', message, 400);
  }
}
