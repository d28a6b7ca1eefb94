import { AwsError } from '../../kernel/errors.ts';

export { MalformedPolicyDocument, ValidationError } from '../../kernel/errors.ts';

/** The account may not do that, whatever its policies say. */
export class AccessDenied extends AwsError {
  constructor(message: string) {
    super('AccessDenied', message, 403);
  }
}
