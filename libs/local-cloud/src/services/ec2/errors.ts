import { AwsError } from '../../kernel/errors.ts';

/** Source: EC2 API Reference, "Error codes". */
export class InvalidIdNotFound extends AwsError {
  /** `kind` as in the code: `VpcID` gives `InvalidVpcID.NotFound`. */
  constructor(kind: string, noun: string, ids: readonly string[]) {
    const [first = ''] = ids;
    const which = ids.length === 1 ? `ID '${first}' does` : `IDs '${ids.join(', ')}' do`;
    super(`Invalid${kind}.NotFound`, `The ${noun} ${which} not exist`);
  }
}

export class InvalidParameterValue extends AwsError {
  constructor(message: string) {
    super('InvalidParameterValue', message);
  }
}

export class InvalidParameterCombination extends AwsError {
  constructor(message: string) {
    super('InvalidParameterCombination', message);
  }
}

export class InvalidPaginationToken extends AwsError {
  constructor() {
    super('InvalidPaginationToken', 'The specified pagination token is not valid.');
  }
}

export class MissingParameter extends AwsError {
  constructor(name: string) {
    super('MissingParameter', `The request must contain the parameter ${name}`);
  }
}
