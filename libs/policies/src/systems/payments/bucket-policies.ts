import type { InAccount } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { denyBucketDestructionWithoutMfa } from '../../guardrails/s3/deny-bucket-destruction-without-mfa.ts';
import { denyInsecureTransport } from '../../guardrails/s3/deny-insecure-transport.ts';
import { denyOldTls } from '../../guardrails/s3/deny-old-tls.ts';
import { denyOtherEncryption } from '../../guardrails/s3/deny-other-encryption.ts';
import { denyOtherKey } from '../../guardrails/s3/deny-other-key.ts';
import { denyUnlessPrincipalOrEndpoint } from '../../guardrails/s3/deny-unless-principal-or-endpoint.ts';
import { objectsOnlyBy } from '../../guardrails/s3/objects-only-by.ts';
import { objectsOnlyThroughEndpoint } from '../../guardrails/s3/objects-only-through-endpoint.ts';
import { objectsWrittenOnlyBy } from '../../guardrails/s3/objects-written-only-by.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';

/** The bucket of payment documents and everybody its policy knows. */
export interface PaymentBucket extends InAccount {
  readonly bucket: string;
  /** The only key its objects are encrypted with. */
  readonly keyArn: string;
  /** The S3 gateway endpoint, such as `vpce-0a1b2c3d`. */
  readonly endpointId: string;
  /** Role of the payment processor. */
  readonly functionRoleArn: string;
  /** Role of operators, who read from outside the VPC. */
  readonly operatorRoleArn: string;
  /** Users or roles that deploy the stack: they manage the bucket and never see its objects. */
  readonly deployerArns: readonly [string, ...string[]];
}

/**
 * The bucket of payment documents: TLS 1.2 or newer; objects only by the processor, through the endpoint, and by operators; encrypted
 * with its key and no other; managed by whoever deploys, and destroyed by nobody else without a second factor. It allows nothing: the
 * roles' own policies do.
 *
 * @example
 * const at: PaymentBucket = {
 *   account,
 *   bucket: 'docs',
 *   keyArn: kmsKeyArn({ ...here, id: '1a' }),
 *   endpointId: 'vpce-1',
 *   functionRoleArn: role,
 *   operatorRoleArn: iamRoleArn({ account, name: 'operator' }),
 *   deployerArns: [iamUserArn({ account, name: 'deployer' })],
 * };
 * statementsIn(paymentBucketPolicy(at)).length; // => 8
 */
export function paymentBucketPolicy(at: PaymentBucket): Policy {
  const { deployerArns, functionRoleArn, operatorRoleArn } = at;
  return bucketPolicy(at, [
    denyInsecureTransport(at),
    denyOldTls(at),
    denyUnlessPrincipalOrEndpoint({ ...at, principals: [operatorRoleArn, ...deployerArns] }),
    objectsOnlyBy({ ...at, principals: [functionRoleArn, operatorRoleArn] }),
    objectsOnlyThroughEndpoint({ ...at, except: [operatorRoleArn] }),
    denyOtherEncryption({ ...at, encryption: 'aws:kms' }),
    denyOtherKey(at),
    denyBucketDestructionWithoutMfa({ ...at, except: deployerArns }),
  ]);
}

/**
 * The bucket of the truststore, which decides whose certificates get in: written by whoever deploys and by nobody else. API Gateway
 * reads it as the deployer, so there is no endpoint in its way; certificates of authorities are no secret.
 * Source: API Gateway Developer Guide, "How to turn on mutual TLS authentication for your REST APIs in API Gateway".
 *
 * @example
 * truststoreBucketPolicy({ bucket: 'truststore', deployerArns: [role] }).name; // => truststore
 */
export function truststoreBucketPolicy(at: {
  readonly partition?: string;
  readonly bucket: string;
  readonly deployerArns: readonly [string, ...string[]];
}): Policy {
  return bucketPolicy(at, [
    denyInsecureTransport(at),
    denyOldTls(at),
    objectsWrittenOnlyBy({ ...at, principals: at.deployerArns }),
    denyBucketDestructionWithoutMfa({ ...at, except: at.deployerArns }),
  ]);
}
