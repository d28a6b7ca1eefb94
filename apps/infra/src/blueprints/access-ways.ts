/*
 * How a request comes to a stack whose functions are in a VPC, as far as policies can tell. `tls`: over TLS 1.3, past every endpoint.
 * A blueprint adds the ways that only it has.
 */

/**
 * To S3, where all ask for the documents' key unless they say otherwise: `tls-silent`: for no key · `owner-acl`: as CloudTrail writes ·
 * `s3-endpoint`: through the system's endpoint · `s3-endpoint-other-key` · `s3-endpoint-silent` · `other-endpoint`: somebody else's, of
 * another VPC · `plain-http`, to queues and topics too · `old-tls`: TLS 1.1.
 */
export const s3Ways = [
  'tls',
  'tls-silent',
  'owner-acl',
  's3-endpoint',
  's3-endpoint-other-key',
  's3-endpoint-silent',
  'other-endpoint',
  'plain-http',
  'old-tls',
] as const;
export type S3Way = (typeof s3Ways)[number];

/**
 * To a key: directly (`tls`; `group-context`, `trail-context`: with a log group of this stack or its trail as encryption context), or by
 * a service that asks for its caller, about something of this stack or about something else.
 */
export const kmsWays = [
  'tls',
  'group-context',
  'trail-context',
  'via-s3',
  'via-s3-other-bucket',
  'via-s3-trail',
  'via-dynamodb-other-table',
  'via-lambda',
  'via-lambda-other-function',
  'via-logs',
  'via-logs-other-group',
] as const;
export type KmsWay = (typeof kmsWays)[number];

export const throughS3Endpoint = ['s3-endpoint', 's3-endpoint-other-key', 's3-endpoint-silent'] as const;
export const insecurely = ['plain-http', 'old-tls'] as const;

/** The ways to S3 past the system's endpoint. */
export function pastS3Endpoint<Way extends string>(ways: readonly Way[]): readonly Way[] {
  return ways.filter((way) => !isOneOf(throughS3Endpoint, way));
}

/** Those of them that are secure. */
export function pastS3EndpointOverTls<Way extends string>(ways: readonly Way[]): readonly Way[] {
  return pastS3Endpoint(ways).filter((way) => !isOneOf(insecurely, way));
}

function isOneOf(ways: readonly string[], way: string): boolean {
  return ways.includes(way);
}
