import { assumableByPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { ServiceRole } from '../../components/service-role.ts';
import { policyJson } from '../../policy-json.ts';
import type { Blueprint, Stack } from '../blueprint.ts';
import { auditedStack } from './audited-stack.ts';
import type { AuditorOutputs } from './outputs.ts';
import { logReaderPolicy } from './policy.ts';
import { readAuditorSettings, type AuditorSettings } from './settings.ts';

/** Seconds for which a second factor counts, and the longest session of the role. */
const MFA_AGE = 3600;

/** A role that reads the logs of another stack; see README.md beside this file. */
export const auditor: Blueprint = {
  name: 'auditor',
  complianceScope: 'none',
  configure(reader) {
    const settings = readAuditorSettings(reader);
    return (stack) => ({ ...declareAuditor(stack, settings) });
  },
};

function declareAuditor(stack: Stack, settings: AuditorSettings): AuditorOutputs {
  const opts: pulumi.ComponentResourceOptions = { provider: stack.provider };
  const audited = auditedStack(settings.auditedStack, stack.place);
  const role = new ServiceRole(
    'auditor-role',
    {
      names: stack.names,
      type: 'auditor',
      description: `Reads the logs of ${settings.auditedStack} and nothing else`,
      trustPolicy: trustPolicy(stack, settings),
      permissionPolicy: policyJson(logReaderPolicy, { ...stack.place, audited }),
    },
    opts,
  );
  return {
    region: stack.place.region,
    accountId: stack.place.account,
    auditedStack: settings.auditedStack,
    auditorRoleArn: role.arn,
    auditorPolicyArn: role.policyArn,
    auditorMfa: settings.auditorMfa,
    logGroupNames: audited.apply(({ logGroups }) => [...logGroups]),
  };
}

function trustPolicy({ deployerArn }: Stack, { auditorArns, auditorMfa }: AuditorSettings): string {
  const [first = deployerArn, ...rest] = auditorArns;
  return toJson(
    assumableByPolicy({
      principals: [first, ...rest],
      ...(auditorMfa === 'required' && { mfa: { maxAgeSeconds: MFA_AGE } }),
    }),
  );
}
