import type { JsonObject } from './wire.ts';

/** Whose fault an error is: `client` answers 4xx, `server` 5xx. */
export type Fault = 'client' | 'server';

/**
 * An error a caller sees, with AWS's own code. The protocol of the service decides its wire shape.
 * Subclasses live in each service's `errors.ts`, one per AWS code.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Extra members of the wire form, e.g. S3's `BucketName`. */
  readonly details: Readonly<Record<string, string>>;
  /** Headers of the error reply, lower case, e.g. S3's `x-amz-delete-marker`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Members of json errors that are more than a text, e.g. DynamoDB's `CancellationReasons`; subclasses set them. */
  readonly members: JsonObject = {};

  constructor(
    code: string,
    message: string,
    status = 400,
    details: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
    this.headers = headers;
  }

  get fault(): Fault {
    return this.status >= 500 ? 'server' : 'client';
  }
}

/** Refuses what exists on AWS but not here, by name: never a stub that answers 200. */
export class NotSupportedError extends AwsError {
  constructor(what: string, instead = '') {
    super('NotImplemented', `The local cloud does not support ${what}.${instead && ` ${instead}`}`, 501);
  }
}

/** Refuses a control-plane write: infrastructure changes through a program only. */
export class InfrastructureIsDeclaredError extends AwsError {
  constructor(operation: string) {
    super(
      'InfrastructureIsDeclared',
      `${operation} would change infrastructure. In the local cloud that happens through a Pulumi program only: change the ` +
        `program and run 'palisade up'.`,
      403,
    );
  }
}

/** An input outside what the operation takes, in services of the query protocol (IAM, STS, …). */
export class ValidationError extends AwsError {
  constructor(message: string) {
    super('ValidationError', message, 400);
  }
}

/** A policy document that IAM's grammar refuses. */
export class MalformedPolicyDocument extends AwsError {
  constructor(message: string) {
    super('MalformedPolicyDocument', message, 400);
  }
}
