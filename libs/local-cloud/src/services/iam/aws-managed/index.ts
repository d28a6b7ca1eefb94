import type { PolicyDocument } from '@palisade/policies';
import { administratorAccess } from './administrator-access.ts';
import { apiGatewayPushToCloudWatchLogs } from './api-gateway-push-to-cloudwatch-logs.ts';
import { lambdaBasicExecutionRole } from './lambda-basic-execution-role.ts';
import { lambdaVpcAccessExecutionRole } from './lambda-vpc-access-execution-role.ts';

/** A policy AWS itself maintains, as it stands in the AWS Managed Policy Reference. */
export interface AwsManagedPolicy {
  /** With its path: `service-role/AWSLambdaBasicExecutionRole`. */
  readonly name: string;
  /** `ANPA…` */
  readonly id: string;
  readonly version: string;
  readonly document: PolicyDocument;
}

/** Those the local cloud knows; attaching another is refused by name. */
export const awsManagedPolicies: readonly AwsManagedPolicy[] = [
  administratorAccess,
  apiGatewayPushToCloudWatchLogs,
  lambdaBasicExecutionRole,
  lambdaVpcAccessExecutionRole,
];

/** The policy with that ARN (`…:iam::aws:policy/…`), or undefined. */
export function awsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  const name = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  return awsManagedPolicies.find((policy) => policy.name === name);
}

export function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]+:iam::aws:policy\//.test(arn);
}
