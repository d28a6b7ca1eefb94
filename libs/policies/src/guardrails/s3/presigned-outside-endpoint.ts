import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { principalArns } from '../exemptions.ts';
import { bucketAndObjects, objects, type BucketPlace } from './bucket-place.ts';

/** A role whose presigned requests others send, from outside the endpoint it uses itself. */
export interface Presigner extends BucketPlace {
  readonly principal: string;
  readonly endpointId: string;
}

/**
 * Outside the endpoint this principal puts and gets objects by presigned requests only: its credentials, carried off, sign no
 * ordinary one there. Beside `onlyTransfersOutsideEndpoint`, which denies everything else.
 * Source: Amazon S3 API Reference, "Amazon S3 Signature Version 4 authentication specific policy keys".
 *
 * @example
 * const at: Presigner = { bucket: 'docs', principal: role, endpointId: 'vpce-1' };
 * presignedOutsideEndpoint(at).Action; // => ["s3:GetObject","s3:PutObject"]
 */
export function presignedOutsideEndpoint(at: Presigner): Statement {
  return deny({
    sid: 'PresignedOutsideEndpoint',
    principal: '*',
    actions: ['s3:GetObject', 's3:PutObject'],
    resources: objects(at),
    when: {
      ArnEquals: { 'aws:PrincipalArn': principalArns([at.principal]) },
      StringNotEquals: { 'aws:SourceVpce': at.endpointId, 's3:authType': 'REST-QUERY-STRING' },
    },
  });
}

/**
 * Outside the endpoint this principal puts and gets objects and does nothing else, whatever it is granted.
 *
 * @example
 * onlyTransfersOutsideEndpoint({ bucket: 'docs', principal: role, endpointId: 'vpce-1' }).NotAction; // => ["s3:GetObject","s3:PutObject"]
 */
export function onlyTransfersOutsideEndpoint(at: Presigner): Statement {
  return deny({
    sid: 'OnlyTransfersOutsideEndpoint',
    principal: '*',
    exceptActions: ['s3:GetObject', 's3:PutObject'],
    resources: bucketAndObjects(at),
    when: {
      ArnEquals: { 'aws:PrincipalArn': principalArns([at.principal]) },
      StringNotEquals: { 'aws:SourceVpce': at.endpointId },
    },
  });
}

/**
 * A presigned request is good for at most this long, whatever its signer wrote into it.
 * Source: Amazon S3 User Guide, "Limiting presigned URL capabilities".
 *
 * @example
 * denyOldPresignatures({ bucket: 'docs', seconds: 900 }).Condition; // => {"NumericGreaterThan":{"s3:signatureAge":"900000"}}
 */
export function denyOldPresignatures(at: BucketPlace & { readonly seconds: number }): Statement {
  return deny({
    sid: 'DenyOldPresignatures',
    principal: '*',
    actions: ['s3:*'],
    resources: objects(at),
    when: { NumericGreaterThan: { 's3:signatureAge': String(at.seconds * 1000) } },
  });
}
