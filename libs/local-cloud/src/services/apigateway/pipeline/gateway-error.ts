/** Types of responses that API Gateway makes itself. */
export type GatewayResponseType =
  | 'ACCESS_DENIED'
  | 'API_CONFIGURATION_ERROR'
  | 'AUTHORIZER_CONFIGURATION_ERROR'
  | 'AUTHORIZER_FAILURE'
  | 'BAD_REQUEST_BODY'
  | 'BAD_REQUEST_PARAMETERS'
  | 'EXPIRED_TOKEN'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'INVALID_API_KEY'
  | 'INVALID_SIGNATURE'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'QUOTA_EXCEEDED'
  | 'REQUEST_TOO_LARGE'
  | 'THROTTLED'
  | 'UNAUTHORIZED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'WAF_FILTERED';

interface GatewayErrorOptions {
  /** `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** What is answered unless the API says otherwise; `{"message":…}` if absent. AWS's own bodies differ in white space and case. */
  readonly body?: string;
  /** `$context.error.validationErrorString`. */
  readonly validation?: string;
}

/** A request that API Gateway answers itself. The API may have another status and body for its type. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly type: GatewayResponseType;
  readonly status: number;
  readonly errorType: string;
  readonly body: string;
  readonly validation: string | undefined;

  constructor(type: GatewayResponseType, status: number, message: string, options: GatewayErrorOptions) {
    super(message);
    this.type = type;
    this.status = status;
    this.errorType = options.errorType;
    this.body = options.body ?? JSON.stringify({ message });
    this.validation = options.validation;
  }
}

/** AWS writes a space after the colon where the answer comes from the integration and validation stages. */
const spaced = (message: string) => `{"message": ${JSON.stringify(message)}}`;

/** An unknown API or stage, a disabled endpoint, or a connection that may not come here. */
export const forbidden = (message = 'Forbidden') =>
  new GatewayError('ACCESS_DENIED', 403, message, { errorType: 'ForbiddenException' });

/** No method for this path, or no signature where one is needed. */
export const missingAuthenticationToken = () =>
  new GatewayError('MISSING_AUTHENTICATION_TOKEN', 403, 'Missing Authentication Token', {
    errorType: 'MissingAuthenticationTokenException',
  });

/** AWS writes `Message` with a capital letter here. */
export const accessDenied = (message: string) =>
  new GatewayError('ACCESS_DENIED', 403, message, {
    errorType: 'AccessDeniedException',
    body: JSON.stringify({ Message: message }),
  });

/** The caller did not show who it is, or the authorizer says it is nobody. */
export const unauthorized = () =>
  new GatewayError('UNAUTHORIZED', 401, 'Unauthorized', { errorType: 'UnauthorizedException' });

/** The authorizer cannot be asked, or what it answers is no answer. AWS gives no message. */
export const authorizerConfigurationError = () =>
  new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', 500, '', {
    errorType: 'AuthorizerConfigurationException',
    body: '{"message":null}',
  });

/** The authorizer failed while it was asked. */
export const authorizerFailure = () =>
  new GatewayError('AUTHORIZER_FAILURE', 500, '', {
    errorType: 'AuthorizerFailureException',
    body: '{"message":null}',
  });

/** No API key, one nobody knows, a disabled one, or one in no usage plan of this stage. */
export const invalidApiKey = () =>
  new GatewayError('INVALID_API_KEY', 403, 'Forbidden', { errorType: 'ForbiddenException' });

export const quotaExceeded = () =>
  new GatewayError('QUOTA_EXCEEDED', 429, 'Limit Exceeded', { errorType: 'LimitExceededException' });

export const tooManyRequests = () =>
  new GatewayError('THROTTLED', 429, 'Too Many Requests', { errorType: 'TooManyRequestsException' });

/** The web ACL of the stage blocks the request. */
export const wafFiltered = () =>
  new GatewayError('WAF_FILTERED', 403, 'Forbidden', { errorType: 'ForbiddenException' });

export const requestTooLong = () =>
  new GatewayError('REQUEST_TOO_LARGE', 413, 'Request Too Long', { errorType: 'RequestTooLongException' });

export const unsupportedMediaType = () =>
  new GatewayError('UNSUPPORTED_MEDIA_TYPE', 415, 'Unsupported Media Type', {
    errorType: 'BadRequestException',
    body: spaced('Unsupported Media Type'),
  });

export const invalidBody = (validation: string) =>
  new GatewayError('BAD_REQUEST_BODY', 400, 'Invalid request body', {
    errorType: 'BadRequestException',
    body: spaced('Invalid request body'),
    validation,
  });

export function missingParameters(names: readonly string[]): GatewayError {
  const message = `Missing required request parameters: [${names.join(', ')}]`;
  return new GatewayError('BAD_REQUEST_PARAMETERS', 400, message, {
    errorType: 'BadRequestException',
    body: spaced(message),
    validation: message,
  });
}

/** The API, not the caller, is wrong: the function may not be invoked, a template gives no status, … */
export const configurationError = (status: 500 | 502 = 500) =>
  new GatewayError('API_CONFIGURATION_ERROR', status, 'Internal server error', {
    errorType: 'InternalServerErrorException',
    body: spaced('Internal server error'),
  });

export const integrationFailure = (status: 500 | 502) =>
  new GatewayError('INTEGRATION_FAILURE', status, 'Internal server error', {
    errorType: 'InternalServerErrorException',
    body: spaced('Internal server error'),
  });

export const integrationTimeout = () =>
  new GatewayError('INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out', {
    errorType: 'InternalServerErrorException',
    body: spaced('Endpoint request timed out'),
  });
