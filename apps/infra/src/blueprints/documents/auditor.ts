import { auditorPolicy, toJson } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Stack } from '../blueprint.ts';

/**
 * The auditor's policy: `logs:GetLogEvents` and `logs:FilterLogEvents` on the handler's log group, and only there.
 *
 * How the separate IAM role for an auditor is made: the role belongs to the auditors, not to this stack, so that deploying
 * the system and reading its logs stay two people's rights. In their account setup they create
 *
 *     const auditor = new aws.iam.Role('auditor', {
 *       name: 'auditor-prod',
 *       maxSessionDuration: 3600,
 *       assumeRolePolicy: {
 *         Version: '2012-10-17',
 *         Statement: [{
 *           Effect: 'Allow',
 *           Principal: { AWS: [<the auditors' own role or user ARNs; never the whole account>] },
 *           Action: 'sts:AssumeRole',
 *           Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
 *         }],
 *       },
 *     });
 *     new aws.iam.RolePolicyAttachment('auditor-reads-logs', { role: auditor.name, policyArn: <output auditorPolicyArn> });
 *
 * and attach nothing else. The role can then read every stream of this one group, and can neither list other groups, nor
 * write, nor delete. (People who come through IAM Identity Center carry no MFA key: leave that condition to the sign-in.)
 */
export function createAuditorPolicy(
  stack: Stack,
  logGroup: string,
  opts: pulumi.CustomResourceOptions,
): aws.iam.Policy {
  return new aws.iam.Policy(
    'documents-auditor-policy',
    {
      name: stack.names('documents-auditor-policy'),
      description: "Reads the document handler's log group and nothing else",
      policy: toJson(auditorPolicy({ ...stack.place, logGroups: [logGroup] })),
    },
    opts,
  );
}
