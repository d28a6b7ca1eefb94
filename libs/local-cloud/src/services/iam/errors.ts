import { AwsError } from '../../kernel/errors.ts';

export { MalformedPolicyDocument, ValidationError } from '../../kernel/errors.ts';

/** `what` is such as `The role with name x`. */
export class NoSuchEntity extends AwsError {
  constructor(what: string) {
    super('NoSuchEntity', `${what} cannot be found.`, 404);
  }
}
