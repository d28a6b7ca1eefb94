import { serviceLinkedRolesArn, type InAccount } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { principalArns, unlessAwsService } from '../exemptions.ts';
import { bucketAndObjects, type BucketPlace } from './bucket-place.ts';

/** A bucket, the endpoint and the callers that get in. */
export interface PrincipalOrEndpoint extends BucketPlace, InAccount {
  readonly endpointId: string;
  /**
   * Users and roles that get in without the endpoint. Whoever deploys must be among them, or the next deployment and the
   * removal of the bucket fail; the root user can still replace the policy.
   */
  readonly principals: readonly [string, ...string[]];
}

/**
 * Everything is denied unless the caller is one of these principals or comes through the endpoint: the two negated keys
 * of one condition are ANDed, so one of them failing lets the request pass on. Service-linked roles (AWS Config, Security
 * Hub) and AWS services are spared. Source: Amazon S3 User Guide, "Controlling access from VPC endpoints".
 *
 * @example
 * const at: PrincipalOrEndpoint = { bucket: 'docs', account, endpointId: 'vpce-1', principals: [role] };
 * denyUnlessPrincipalOrEndpoint(at).Action; // => *
 */
export function denyUnlessPrincipalOrEndpoint(at: PrincipalOrEndpoint): Statement {
  return deny({
    sid: 'DenyUnlessPrincipalOrEndpoint',
    principal: '*',
    actions: ['*'],
    resources: bucketAndObjects(at),
    when: {
      ArnNotLike: { 'aws:PrincipalArn': [...principalArns(at.principals), serviceLinkedRolesArn(at)] },
      StringNotEquals: { 'aws:SourceVpce': at.endpointId },
      ...unlessAwsService,
    },
  });
}
