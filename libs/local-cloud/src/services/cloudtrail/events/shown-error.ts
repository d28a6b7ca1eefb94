/**
 * Messages of these say who may not do what, or what is not there. Those of other errors may quote what the caller sent, and stay
 * out of records.
 */
const telling = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'Client.UnauthorizedOperation',
  'InfrastructureIsDeclared',
  'NoSuchBucket',
  'NoSuchKey',
  'NoSuchUpload',
  'NotFoundException',
  'DisabledException',
  'ResourceNotFoundException',
  'TrailNotFoundException',
  'UnauthorizedOperation',
]);

/** The message of an error that a record shows. */
export function shownMessage(code: string | undefined, message: string | undefined): string | undefined {
  return code !== undefined && telling.has(code) ? message : undefined;
}

/** CloudTrail calls some refusals by other names than their protocols do. */
export function shownCode(code: string | undefined): string | undefined {
  if (code === 'AccessDeniedException') return 'AccessDenied';
  return code === 'UnauthorizedOperation' ? 'Client.UnauthorizedOperation' : code;
}
