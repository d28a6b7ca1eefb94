import { AwsError } from '../kernel/errors.ts';
import type { Protocol } from '../kernel/service.ts';
import { parseTimestamp } from './sigv4/claim.ts';
import type { SignatureProblem } from './sigv4/problem.ts';

/** `edge` is an API Gateway stage. */
export type AuthDialect = Protocol | 'edge';

/** AWS's code, words and status for a signature problem, which differ per protocol. */
export function authError(problem: SignatureProblem, dialect: AuthDialect): AwsError {
  switch (dialect) {
    case 'rest-xml':
      return s3Error(problem);
    case 'ec2':
      return ec2Error(problem);
    case 'query':
    case 'rest-xml-wrapped':
      return queryError(problem);
    default:
      return jsonError(problem, dialect === 'rest-json' || dialect === 'edge' ? 403 : 400);
  }
}

const tooOld = 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.';
const invalidToken = 'The security token included in the request is invalid.';
const expiredToken = 'The security token included in the request is expired';
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. ' +
  'Consult the service documentation for details.';

/** Source: Amazon S3 API Reference, "Error responses". */
function s3Error(problem: SignatureProblem): AwsError {
  const { kind, message, details } = problem;
  switch (kind) {
    case 'missing':
      return new AwsError('AccessDenied', 'Access Denied', 403);
    case 'old-version':
      return new AwsError('InvalidRequest', tooOld, 400);
    case 'unsupported-algorithm':
      return new AwsError('InvalidArgument', message, 400, { ArgumentName: 'Authorization' });
    case 'incomplete':
      return new AwsError('AuthorizationHeaderMalformed', `The authorization header is malformed; ${message}`, 400);
    case 'incomplete-query':
      return new AwsError('AuthorizationQueryParametersError', message, 400);
    case 'wrong-scope':
      return new AwsError(
        'AuthorizationHeaderMalformed',
        `The authorization header is malformed; ${message}`,
        400,
        details,
      );
    case 'unknown-key':
      return new AwsError(
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
        403,
        details,
      );
    case 'mismatch':
    case 'chunk-mismatch':
      return new AwsError(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        403,
        details,
      );
    case 'skewed':
      return new AwsError(
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
        403,
        details,
      );
    case 'expired':
    case 'unsigned-headers':
      return new AwsError('AccessDenied', message, 403, details);
    case 'expired-token':
      return new AwsError('ExpiredToken', 'The provided token has expired.', 400);
    case 'invalid-token':
      return new AwsError('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400);
    case 'missing-content-hash':
      return new AwsError('InvalidRequest', message, 400);
    case 'invalid-content-hash':
      return new AwsError('InvalidArgument', message, 400, details);
    case 'content-mismatch':
      return new AwsError('XAmzContentSHA256Mismatch', message, 400, details);
    case 'malformed-chunks':
      return new AwsError(
        details['code'] ?? 'IncompleteBody',
        message,
        details['code'] === 'MissingContentLength' ? 411 : 400,
      );
  }
}

/** Source: AWS General Reference, "Common errors"; the JSON services use these names. */
function jsonError(problem: SignatureProblem, status: number): AwsError {
  switch (problem.kind) {
    case 'missing':
      return new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', status);
    case 'unknown-key':
    case 'invalid-token':
      return new AwsError('UnrecognizedClientException', invalidToken, status);
    case 'expired-token':
      return new AwsError('ExpiredTokenException', expiredToken, status);
    case 'incomplete':
    case 'incomplete-query':
    case 'old-version':
    case 'unsupported-algorithm':
      return new AwsError('IncompleteSignatureException', problem.message || tooOld, status);
    default:
      return new AwsError('InvalidSignatureException', signatureWords(problem), status);
  }
}

function queryError(problem: SignatureProblem): AwsError {
  switch (problem.kind) {
    case 'missing':
      return new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
    case 'unknown-key':
    case 'invalid-token':
      return new AwsError('InvalidClientTokenId', invalidToken, 403);
    case 'expired-token':
      return new AwsError('ExpiredToken', expiredToken, 403);
    case 'incomplete':
    case 'incomplete-query':
    case 'old-version':
    case 'unsupported-algorithm':
      return new AwsError('IncompleteSignature', problem.message || tooOld, 400);
    default:
      return new AwsError('SignatureDoesNotMatch', signatureWords(problem), 403);
  }
}

/** Source: Amazon EC2 API Reference, "Error codes". */
function ec2Error(problem: SignatureProblem): AwsError {
  switch (problem.kind) {
    case 'skewed':
    case 'expired':
    case 'expired-token':
      return new AwsError('RequestExpired', 'Request has expired.', 400);
    case 'missing':
      return new AwsError('MissingParameter', 'The request must contain the parameter AWSAccessKeyId', 400);
    default:
      return new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  }
}

function signatureWords(problem: SignatureProblem): string {
  const { details, kind, message } = problem;
  if (kind === 'wrong-scope') return message;
  if (kind === 'expired') return 'Signature expired';
  if (kind !== 'skewed') return mismatch;
  const server = `${(details['ServerTime'] ?? '').replace(/[-:]/g, '')}`;
  const minutes = Number(details['MaxAllowedSkewMilliseconds']) / 60_000;
  const limit = (sign: 1 | -1): string => {
    const at = (parseTimestamp(server) ?? 0) + sign * minutes * 60_000;
    return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  };
  return message === 'future'
    ? `Signature not yet current: ${details['RequestTime']} is still later than ${limit(1)} (${server} + ${minutes} min.)`
    : `Signature expired: ${details['RequestTime']} is now earlier than ${limit(-1)} (${server} - ${minutes} min.)`;
}
