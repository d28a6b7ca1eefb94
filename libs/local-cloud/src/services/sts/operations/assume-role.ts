import { assumedRoleArn, type ContextValue } from '@palisade/policies';
import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { checkDocument } from '../../../kernel/policy-document.ts';
import { optionalText, queryMembers } from '../../../kernel/query-input.ts';
import { result, type JsonObject } from '../../../kernel/wire.ts';
import { credentialsXml } from '../credentials-xml.ts';
import { AccessDenied, MalformedPolicyDocument, ValidationError } from '../errors.ts';
import { readDuration } from '../input.ts';
import { proveMfa, readMfa, type Mfa } from '../mfa.ts';
import type { StsState } from '../state.ts';

interface AssumeRole {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly duration: number;
  readonly policy: string | undefined;
  readonly externalId: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly mfa: Mfa | undefined;
}

const CHAINED_LIMIT = 3600;

/**
 * The second factor counts for the trust policy alone: the session it leads to says nothing about MFA.
 * Source: AWS STS API Reference, AssumeRole; IAM User Guide, "Secure API access with MFA".
 */
export const assumeRole = operation<StsState, AssumeRole>({
  name: 'AssumeRole',
  parse: ({ input }) => readInput(input),
  prove: ({ mfa }, caller, state) => proveMfa(mfa, caller, state),
  permissions: ({ roleArn, externalId, sessionName, tags }) => {
    const context: Record<string, ContextValue> = { 'sts:RoleSessionName': sessionName };
    if (externalId !== undefined) context['sts:ExternalId'] = externalId;
    const keys = Object.keys(tags);
    for (const key of keys) context[`aws:RequestTag/${key}`] = tags[key] as string;
    if (keys.length > 0) context['aws:TagKeys'] = keys;
    const permission = { resource: roleArn, context };
    return [
      { ...permission, action: 'sts:AssumeRole' },
      ...(keys.length > 0 ? [{ ...permission, action: 'sts:TagSession' }] : []),
    ];
  },
  run(input, { principal }, state) {
    const role = state.iam.role(input.roleArn);
    if (role === undefined) throw new AccessDenied(`The role ${input.roleArn} cannot be assumed.`);
    const chained = principal.kind === 'assumed-role';
    if (chained && input.duration > CHAINED_LIMIT) {
      throw new ValidationError(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      );
    }
    if (input.duration > role.maxSessionDuration) {
      throw new ValidationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    }
    const { host } = state;
    const credentials = host.roleCredentials({
      roleArn: role.arn,
      sessionName: input.sessionName,
      duration: input.duration,
      ...(input.policy !== undefined && { policy: input.policy }),
      ...(Object.keys(input.tags).length > 0 && { tags: input.tags }),
    });
    return result({
      Credentials: credentialsXml(credentials),
      AssumedRoleUser: {
        AssumedRoleId: `${role.uniqueId}:${input.sessionName}`,
        Arn: assumedRoleArn({
          partition: host.partition,
          account: host.accountId,
          role: role.name,
          session: input.sessionName,
        }),
      },
      ...(input.policy !== undefined && { PackedPolicySize: Math.ceil((input.policy.length / 2048) * 100) }),
    });
  },
});

function readInput(input: JsonObject): AssumeRole {
  for (const name of [
    'SourceIdentity',
    'PolicyArns.member.1.arn',
    'TransitiveTagKeys.member.1',
    'ProvidedContexts.member.1.ContextAssertion',
  ]) {
    if (input[name] !== undefined) throw new NotSupportedError(`the parameter ${name.split('.')[0]} of sts:AssumeRole`);
  }
  const roleArn = optionalText(input, 'RoleArn');
  const sessionName = optionalText(input, 'RoleSessionName');
  if (roleArn === undefined || !/^arn:[^:]+:iam::\d{12}:role\/.+/.test(roleArn)) {
    throw new ValidationError(`${roleArn ?? 'RoleArn'} is invalid`);
  }
  if (sessionName === undefined || !/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw new ValidationError(
      `1 validation error detected: Value '${sessionName ?? ''}' at 'roleSessionName' failed to satisfy constraint: ` +
        'Member must satisfy regular expression pattern: [\\w+=,.@-]* and have length between 2 and 64',
    );
  }
  const externalId = optionalText(input, 'ExternalId');
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) {
    throw new ValidationError(
      "1 validation error detected: Value at 'externalId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*",
    );
  }
  return {
    roleArn,
    sessionName,
    duration: readDuration(input, { default: 3600, least: 900, most: 43_200 }),
    policy: readPolicy(input),
    externalId,
    mfa: readMfa(input),
    tags: Object.fromEntries(queryMembers(input, 'Tags').map((tag) => [tag['Key'] ?? '', tag['Value'] ?? ''])),
  };
}

function readPolicy(input: JsonObject): string | undefined {
  const policy = optionalText(input, 'Policy');
  if (policy === undefined) return undefined;
  if (policy.length > 2048)
    throw new ValidationError(
      "1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
    );
  const [problem] = checkDocument(policy, { name: 'session policy', kind: 'session' }).problems;
  if (problem === undefined) return policy;
  throw new MalformedPolicyDocument(problem.cause === 'not-json' ? 'Syntax errors in policy.' : problem.message);
}
