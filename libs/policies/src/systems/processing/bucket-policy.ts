import type { InAccount } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { denyInsecureTransport } from '../../guardrails/s3/deny-insecure-transport.ts';
import { denyOldTls } from '../../guardrails/s3/deny-old-tls.ts';
import { denyOtherEncryption } from '../../guardrails/s3/deny-other-encryption.ts';
import { denyOtherKey } from '../../guardrails/s3/deny-other-key.ts';
import { denyUnlessPrincipalOrEndpoint } from '../../guardrails/s3/deny-unless-principal-or-endpoint.ts';
import { objectsOnlyBy } from '../../guardrails/s3/objects-only-by.ts';
import { onlyGetObjectsBy } from '../../guardrails/s3/only-get-objects-by.ts';
import {
  denyOldPresignatures,
  onlyTransfersOutsideEndpoint,
  presignedOutsideEndpoint,
} from '../../guardrails/s3/presigned-outside-endpoint.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';

/** The platform's document bucket and everybody its policy knows. */
export interface ProcessingBucket extends InAccount {
  readonly bucket: string;
  /** The only key its objects are encrypted with. */
  readonly keyArn: string;
  /** The S3 gateway endpoint, such as `vpce-0a1b2c3d`. */
  readonly endpointId: string;
  /** Role of the API handler: the only one whose presigned requests the bucket takes from outside the endpoint. */
  readonly apiHandlerRoleArn: string;
  readonly processorRoleArn: string;
  /** Users or roles that deploy the stack: they manage the bucket and never see its objects. */
  readonly deployerArns: readonly [string, ...string[]];
  /** A role that checks stored objects from outside the VPC: GetObject and HeadObject, nothing else. */
  readonly verifierRoleArn?: string;
  /** Longest life of a presigned request. */
  readonly presignedSeconds: number;
}

/**
 * The platform's document bucket: TLS 1.2 or newer; objects only by the API handler and the processor and only through the endpoint;
 * but for the uploads and downloads that the handler has presigned, which come from wherever the caller is, carry the handler's role,
 * and are no older than they may be. Encrypted with the platform's key and no other. It allows nothing: the roles' own policies do.
 *
 * @example
 * const at: ProcessingBucket = {
 *   account,
 *   bucket: 'docs',
 *   keyArn: kmsKeyArn({ ...here, id: '1a' }),
 *   endpointId: 'vpce-1',
 *   apiHandlerRoleArn: role,
 *   processorRoleArn: role,
 *   deployerArns: [iamUserArn({ account, name: 'deployer' })],
 *   presignedSeconds: 900,
 * };
 * statementsIn(processingBucketPolicy(at)).length; // => 9
 */
export function processingBucketPolicy(at: ProcessingBucket): Policy {
  const { apiHandlerRoleArn, deployerArns, processorRoleArn, verifierRoleArn } = at;
  const verifier = verifierRoleArn === undefined ? [] : [verifierRoleArn];
  const presigner = { ...at, principal: apiHandlerRoleArn };
  return bucketPolicy(at, [
    denyInsecureTransport(at),
    denyOldTls(at),
    denyUnlessPrincipalOrEndpoint({ ...at, principals: [apiHandlerRoleArn, ...deployerArns, ...verifier] }),
    objectsOnlyBy({ ...at, principals: [apiHandlerRoleArn, processorRoleArn, ...verifier] }),
    presignedOutsideEndpoint(presigner),
    onlyTransfersOutsideEndpoint(presigner),
    denyOldPresignatures({ ...at, seconds: at.presignedSeconds }),
    denyOtherEncryption({ ...at, encryption: 'aws:kms' }),
    denyOtherKey(at),
    ...verifier.map((principal) => onlyGetObjectsBy({ ...at, principal })),
  ]);
}
