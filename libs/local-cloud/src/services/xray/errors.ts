import { AwsError } from '../../kernel/errors.ts';

/* Errors of X-Ray. Source: AWS X-Ray API Reference, errors of each action. */

export class InvalidRequest extends AwsError {
  constructor(message: string) {
    super('InvalidRequestException', message, 400);
  }
}
