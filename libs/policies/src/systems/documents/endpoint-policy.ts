import { s3ObjectArn, type InAccount } from '../../arn/index.ts';
import { expectArn } from '../../arn/expect.ts';
import type { Policy } from '../../build/policy.ts';
import { allow } from '../../build/statement.ts';
import { gatewayEndpointPolicy } from '../../kinds/endpoint.ts';

/**
 * What passes the S3 gateway endpoint of the documents VPC: PutObject into the document bucket by the function's role,
 * nothing else, so the endpoint is no way out to other buckets.
 *
 * @example
 * documentEndpointPolicy({ account, bucket: 'docs', functionRoleArn: role }).kind; // => endpoint
 */
export function documentEndpointPolicy(
  at: InAccount & { readonly bucket: string; readonly functionRoleArn: string; readonly name?: string },
): Policy {
  expectArn(at.functionRoleArn, ['iam:role'], 'the role of the function');
  return gatewayEndpointPolicy(at.name ?? 's3-endpoint', [
    allow({
      sid: 'OnlyDocumentFunction',
      principal: '*',
      actions: ['s3:PutObject'],
      resources: [s3ObjectArn({ ...at, key: '*' })],
      when: {
        ArnEquals: { 'aws:PrincipalArn': at.functionRoleArn },
        StringEquals: { 'aws:PrincipalAccount': at.account, 'aws:ResourceAccount': at.account },
      },
    }),
  ]);
}
