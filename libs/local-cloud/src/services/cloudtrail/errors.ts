import { AwsError } from '../../kernel/errors.ts';

/* Errors of CloudTrail. Source: AWS CloudTrail API Reference, errors of each action. */

export class TrailNotFound extends AwsError {
  constructor(name: string, accountId: string) {
    super('TrailNotFoundException', `Unknown trail: ${name} for the user: ${accountId}`, 404);
  }
}

export class InvalidTrailName extends AwsError {
  constructor(message: string) {
    super('InvalidTrailNameException', message, 400);
  }
}

export class CloudTrailArnInvalid extends AwsError {
  constructor(arn: string) {
    super('CloudTrailARNInvalidException', `The trail ARN ${arn} is not valid.`, 400);
  }
}

export class InvalidHomeRegion extends AwsError {
  constructor(home: string) {
    super(
      'InvalidHomeRegionException',
      `The operation must be called from the home region of the trail: ${home}.`,
      400,
    );
  }
}

export class InvalidParameter extends AwsError {
  constructor(message: string) {
    super('InvalidParameterException', message, 400);
  }
}

export class InvalidLookupAttributes extends AwsError {
  constructor(message: string) {
    super('InvalidLookupAttributesException', message, 400);
  }
}

export class InvalidMaxResults extends AwsError {
  constructor() {
    super('InvalidMaxResultsException', 'MaxResults is a whole number between 1 and 50.', 400);
  }
}

export class InvalidNextToken extends AwsError {
  constructor() {
    super('InvalidNextTokenException', 'The token is none of this request.', 400);
  }
}

export class InvalidTimeRange extends AwsError {
  constructor() {
    super('InvalidTimeRangeException', 'The start time must be before the end time.', 400);
  }
}

export class ResourceNotFound extends AwsError {
  constructor(arn: string) {
    super('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404);
  }
}

/** The disk refused: nothing has changed. */
export class InternalFailure extends AwsError {
  constructor(cause: unknown) {
    super('InternalFailure', `The request could not be stored: ${(cause as Error).message}`, 500);
  }
}
