import { compilePolicy, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import { isPublicPolicy } from './public-policy.ts';

/** A bucket's policy as it is in force. */
export interface BucketPolicy {
  /** As declared, canonical JSON. */
  readonly text: string;
  readonly isPublic: boolean;
  readonly compiled: CompiledPolicy;
}

export interface PolicyPlace {
  readonly bucket: string;
  readonly bucketArn: string;
  readonly accountId: string;
  readonly restrictPublicBuckets: boolean;
}

export function readBucketPolicy(text: string, place: PolicyPlace): BucketPolicy {
  const document = JSON.parse(text) as PolicyDocument;
  const isPublic = isPublicPolicy(document);
  const inForce = isPublic && place.restrictPublicBuckets ? restricted(document, place) : document;
  return {
    text,
    isPublic,
    compiled: compilePolicy(inForce, { name: `policy of bucket ${place.bucket}`, kind: 'bucket' }),
  };
}

/**
 * What RestrictPublicBuckets means for a public policy: only AWS services and the owner's own identities may still use the bucket.
 * Source: Amazon S3 API Reference, PublicAccessBlockConfiguration.
 */
function restricted(document: PolicyDocument, { bucketArn, accountId }: PolicyPlace): PolicyDocument {
  return {
    ...document,
    Statement: [
      ...[document.Statement].flat(),
      {
        Sid: 'RestrictPublicBuckets',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: {
          StringNotEquals: { 'aws:PrincipalAccount': accountId },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ],
  };
}
