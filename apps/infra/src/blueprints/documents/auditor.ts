import { auditorPolicy, toJson } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Stack } from '../blueprint.ts';

/**
 * The auditor's policy for those who have a role of their own: `logs:GetLogEvents` and `logs:FilterLogEvents` on the handler's log
 * group, and only there. Attach it (output `auditorPolicyArn`) and nothing else.
 *
 * The separate IAM role for an auditor is the blueprint `auditor`: a stack of its own, which reads this one's outputs, so that
 * deploying the system and reading its logs stay two people's rights.
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
