import { assumedRoleArn, iamRoleArn, s3BucketArn, s3ObjectArn } from '../../../arn/index.ts';
import { compile } from '../../../build/policy.ts';
import type { ContextValue } from '../../../evaluate/context.ts';
import { decide } from '../../../evaluate/decide.ts';
import type { PolicySet } from '../../../evaluate/policy-set.ts';
import { compilePolicy } from '../../../evaluate/policy.ts';
import { documentBucketPolicy } from '../bucket-policy.ts';
import { documentEndpointPolicy } from '../endpoint-policy.ts';
import { documentFunctionPolicy } from '../function-policy.ts';

export const here = { region: 'us-east-1', account: '111122223333' };
export const { account } = here;
export const bucket = 'documents-test';
export const functionName = 'documents-test';
export const logGroup = '/aws/lambda/documents-test';
export const endpointId = 'vpce-0a1b2c3d';
export const role = (name: string, path?: string) => iamRoleArn({ account, name, ...(path !== undefined && { path }) });
export const handlerRole = role('document-handler-test');
export const verifierRole = role('verifier-test');
export const object = s3ObjectArn({ bucket, key: 'ab/cd.json' });
export const theBucket = s3BucketArn({ bucket });

export const admin = compilePolicy(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  { name: 'admin', kind: 'identity' },
);
export const functionPolicy = compile(documentFunctionPolicy({ ...here, functionName, logGroup, bucket }));
export const bucketPolicy = (extra: { verifierRoleArn?: string; breakGlassArns?: string[] } = {}) =>
  compile(
    documentBucketPolicy({
      account,
      bucket,
      functionRoleArn: handlerRole,
      endpointId,
      deployerArns: [role('deployer')],
      ...extra,
    }),
  );
export const endpoint = compile(documentEndpointPolicy({ account, bucket, functionRoleArn: handlerRole }));

/** What the local cloud and AWS put into the context of every signed S3 request over TLS 1.3. */
export const signed = (principalArn: string): Record<string, ContextValue> => ({
  'aws:PrincipalArn': principalArn,
  'aws:PrincipalAccount': account,
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': false,
  'aws:ResourceAccount': account,
  'aws:SecureTransport': true,
  's3:TlsVersion': '1.3',
});
export const viaEndpoint = { 'aws:SourceVpce': endpointId, 'aws:SourceVpc': 'vpc-1' };
export const encrypted = { 's3:x-amz-server-side-encryption': 'AES256' };

export interface Call {
  readonly roleArn?: string;
  readonly principal?: string;
  readonly action: string;
  readonly on?: string;
  readonly context?: Record<string, ContextValue>;
  readonly without?: readonly string[];
}

export function ask(
  policies: PolicySet,
  { roleArn = handlerRole, principal, action, on = object, context = {}, without = [] }: Call,
) {
  const base = Object.entries({ ...signed(roleArn), ...context }).filter(([key]) => !without.includes(key));
  const caller = principal ?? assumedRoleArn({ account, role: roleArn.split('/').at(-1) as string, session: 'x' });
  const decision = decide(
    { principal: caller, action, resource: { arn: on, accountId: account }, context: Object.fromEntries(base) },
    policies,
  );
  return decision.verdict === 'ExplicitlyDenied' ? `denied by ${decision.decidedBy?.statement}` : decision.verdict;
}
