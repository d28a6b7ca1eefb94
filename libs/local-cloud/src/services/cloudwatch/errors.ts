import { AwsError } from '../../kernel/errors.ts';

/* Errors of CloudWatch under their names in json. Source: Amazon CloudWatch API Reference, errors of each action. */

export class InvalidParameterValue extends AwsError {
  constructor(message: string) {
    super('InvalidParameterValueException', message, 400);
  }
}

export class InvalidParameterCombination extends AwsError {
  constructor(message: string) {
    super('InvalidParameterCombinationException', message, 400);
  }
}

export class MissingRequiredParameter extends AwsError {
  constructor(parameter: string) {
    super('MissingRequiredParameterException', `The parameter ${parameter} is required.`, 400);
  }
}

/** An input of a wrong shape: too long, too many, none of the known words. */
export class ValidationProblem extends AwsError {
  constructor(message: string) {
    super('ValidationException', message, 400);
  }
}

export class InvalidFormat extends AwsError {
  constructor(message: string) {
    super('InvalidFormatFault', message, 400);
  }
}

export class InvalidNextToken extends AwsError {
  constructor() {
    super('InvalidNextToken', 'The next token specified is invalid.', 400);
  }
}

/** An alarm that does not exist. */
export class ResourceNotFound extends AwsError {
  constructor(message = '') {
    super('ResourceNotFound', message, 404);
  }
}

/** What `ListTagsForResource` answers about an ARN of nothing. */
export class ResourceNotFoundException extends AwsError {
  constructor(arn: string) {
    super('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404);
  }
}

export class DashboardNotFound extends AwsError {
  constructor(name: string) {
    super('DashboardNotFoundError', `Dashboard ${name} does not exist`, 404);
  }
}

/** The disk refused: nothing of the request was stored. */
export class InternalServiceFault extends AwsError {
  constructor(cause: unknown) {
    super('InternalServiceFault', `The request could not be stored: ${(cause as Error).message}`, 500);
  }
}

/** Names in the query protocol, where they differ. Source: Smithy model of CloudWatch, trait `awsQueryError`. */
const queryCodes: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  DashboardNotFoundError: 'ResourceNotFound',
  InternalServiceFault: 'InternalServiceError',
  InvalidFormatFault: 'InvalidFormat',
  InvalidParameterCombinationException: 'InvalidParameterCombination',
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
  ValidationException: 'ValidationError',
};

export const queryErrorCode = (code: string): string => queryCodes[code] ?? code;
