import { AwsError } from '../../kernel/errors.ts';

/* Errors of Security Hub. Source: AWS Security Hub API Reference, errors of each action. */

/** Security Hub is not on in this region. */
export class InvalidAccess extends AwsError {
  constructor(accountId: string) {
    super('InvalidAccessException', notSubscribed(accountId), 401, { Code: 'InvalidAccessException' });
  }
}

export const notSubscribed = (accountId: string): string =>
  `Account ${accountId} is not subscribed to AWS Security Hub`;

export class InvalidInput extends AwsError {
  constructor(message: string) {
    super('InvalidInputException', message, 400, { Code: 'InvalidInputException' });
  }
}

export class ResourceNotFound extends AwsError {
  constructor(message: string) {
    super('ResourceNotFoundException', message, 404, { Code: 'ResourceNotFoundException' });
  }
}
