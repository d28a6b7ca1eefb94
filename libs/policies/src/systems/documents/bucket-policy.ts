import type { InAccount } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { denyInsecureTransport } from '../../guardrails/s3/deny-insecure-transport.ts';
import { denyOldTls } from '../../guardrails/s3/deny-old-tls.ts';
import { denyOtherEncryption } from '../../guardrails/s3/deny-other-encryption.ts';
import { denyUnlessPrincipalOrEndpoint } from '../../guardrails/s3/deny-unless-principal-or-endpoint.ts';
import { objectsOnlyBy } from '../../guardrails/s3/objects-only-by.ts';
import { objectsOnlyThroughEndpoint } from '../../guardrails/s3/objects-only-through-endpoint.ts';
import { onlyGetObjectsBy } from '../../guardrails/s3/only-get-objects-by.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';

/** The document bucket and everybody its policy knows. */
export interface DocumentBucket extends InAccount {
  readonly bucket: string;
  readonly functionRoleArn: string;
  /** The S3 gateway endpoint, such as `vpce-0a1b2c3d`. */
  readonly endpointId: string;
  /** Users or roles that deploy the stack: they manage the bucket and never see its objects. */
  readonly deployerArns: readonly [string, ...string[]];
  /** Users or roles for emergencies: they may read and write objects from anywhere. */
  readonly breakGlassArns?: readonly string[];
  /** A role that checks stored objects from outside the VPC: GetObject and HeadObject, nothing else. */
  readonly verifierRoleArn?: string;
}

/**
 * The document bucket: TLS 1.2 or newer; nothing unless by the function's role, a deployer or through the endpoint; objects
 * only by the function's role and only through the endpoint; AES-256. It allows nothing: the role's own policy does.
 *
 * @example
 * const at: DocumentBucket = {
 *   account,
 *   bucket: 'docs',
 *   functionRoleArn: role,
 *   endpointId: 'vpce-1',
 *   deployerArns: [iamUserArn({ account, name: 'deployer' })],
 * };
 * statementsIn(documentBucketPolicy(at)).length; // => 6
 */
export function documentBucketPolicy(at: DocumentBucket): Policy {
  const { functionRoleArn, deployerArns, breakGlassArns = [], verifierRoleArn } = at;
  const verifier = verifierRoleArn === undefined ? [] : [verifierRoleArn];
  const exempt = [...breakGlassArns, ...verifier];
  return bucketPolicy(at, [
    denyInsecureTransport(at),
    denyOldTls(at),
    denyUnlessPrincipalOrEndpoint({ ...at, principals: [functionRoleArn, ...deployerArns, ...exempt] }),
    objectsOnlyThroughEndpoint({ ...at, except: exempt }),
    objectsOnlyBy({ ...at, principals: [functionRoleArn, ...exempt] }),
    denyOtherEncryption({ ...at, encryption: 'AES256' }),
    ...verifier.map((principal) => onlyGetObjectsBy({ ...at, principal })),
  ]);
}
