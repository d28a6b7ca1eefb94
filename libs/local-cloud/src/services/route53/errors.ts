import { AwsError } from '../../kernel/errors.ts';

/* Errors of Route 53. Source: Amazon Route 53 API Reference, errors of each action. */

export class NoSuchHostedZone extends AwsError {
  constructor(id: string) {
    super('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
  }
}

export class InvalidInput extends AwsError {
  constructor(message: string) {
    super('InvalidInput', message, 400);
  }
}
