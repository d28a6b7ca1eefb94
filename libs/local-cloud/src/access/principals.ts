import {
  awsService,
  listOf,
  parseArn,
  roleSession,
  statementsIn,
  user,
  type ModelPrincipal,
  type Policy,
  type Statement,
} from '@palisade/policies';
import { administratorAccess } from '../services/iam/aws-managed/administrator-access.ts';
import type { Deployed, DeployedRole } from './deployed-policies.ts';

type Principals = Readonly<Record<string, ModelPrincipal>>;

const administrator: Policy = {
  name: administratorAccess.name,
  kind: 'identity',
  document: administratorAccess.document,
};

/** The user who deploys, an administrator; with a second factor as well where one of the policies asks for one. */
export function deployers(account: string, policies: readonly Policy[]): Principals {
  const asked = policies.some((policy) => JSON.stringify(policy.document).includes('aws:MultiFactorAuth'));
  const deployer = { account, name: 'deployer', policies: [administrator] };
  const mfa = { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 0 };
  return { deployer: user(deployer), ...(asked && { 'deployer with MFA': user({ ...deployer, context: mfa }) }) };
}

/** Sessions of these roles, by name. A function's code is told from whoever else uses the function's role. */
export function sessions(roles: readonly DeployedRole[], { functions }: Deployed): Principals {
  const entries = roles.flatMap(({ arn, boundary, name, policies }) => {
    const attached = { roleArn: arn, policies, ...(boundary && { boundary }) };
    const code = functions
      .filter(({ role }) => role === arn)
      .map((each) => {
        const context = { 'lambda:SourceFunctionArn': each.arn };
        return [`${name} as code of ${each.name}`, roleSession({ ...attached, session: each.name, context })] as const;
      });
    return [[name, roleSession(attached)] as const, ...code];
  });
  return Object.fromEntries(entries);
}

/**
 * Everybody else whom these resource policies let in by name: AWS services, each for the source its statement asks for, and
 * users and roles that no stack declares, whose own policies nobody here knows.
 */
export function namedBy(policies: Iterable<Policy>, deployed: Deployed): Principals {
  const found: Record<string, ModelPrincipal> = {};
  for (const policy of policies) {
    for (const statement of statementsIn(policy)) {
      const { Effect: effect, Principal: principal } = statement;
      if (effect !== 'Allow' || principal === undefined || principal === '*') continue;
      for (const service of listOf(principal.Service)) {
        for (const [name, one] of Object.entries(asService(service, statement)))
          found[name] = { ...one, context: { ...found[name]?.context, ...one.context } };
      }
      for (const arn of listOf(principal.AWS)) Object.assign(found, stranger(arn, deployed));
    }
  }
  return found;
}

function asService(service: string, statement: Statement): Principals {
  const arns = valuesOf(statement, 'aws:sourcearn');
  const accounts = valuesOf(statement, 'aws:sourceaccount');
  // CloudTrail puts with bucket-owner-full-control, and policies that AWS documents for such services ask for that.
  const [acl] = valuesOf(statement, 's3:x-amz-acl');
  const sources = (arns.length === 0 ? [undefined] : arns).flatMap((sourceArn) =>
    (accounts.length === 0 ? [undefined] : accounts).map((sourceAccount) => ({ sourceArn, sourceAccount })),
  );
  return Object.fromEntries(
    sources.map(({ sourceArn, sourceAccount }) => {
      const source = sourceArn ?? (sourceAccount === undefined ? undefined : `account ${sourceAccount}`);
      const principal = awsService({
        service,
        ...(sourceArn !== undefined && { sourceArn: sampleOf(sourceArn) }),
        ...(sourceAccount !== undefined && { sourceAccount }),
        ...(acl !== undefined && { context: { 's3:x-amz-acl': acl } }),
      });
      return [source === undefined ? service : `${service} for ${source}`, principal];
    }),
  );
}

function stranger(arn: string, { accountId, roles: deployed }: Deployed): Principals {
  const { account, resource = '', service } = parseArn(arn) ?? {};
  const [kind, ...path] = resource.split('/');
  const name = path.at(-1);
  if (service !== 'iam' || account === undefined || name === undefined || deployed.has(arn)) return {};
  if (kind === 'role') return { [arn]: roleSession({ roleArn: arn, policies: [] }) };
  if (kind !== 'user' || (account === accountId && name === 'deployer')) return {};
  const above = path.slice(0, -1).map((each) => `${each}/`);
  return { [arn]: user({ account, name, path: `/${above.join('')}`, policies: [] }) };
}

/** What a statement asks of a condition key, by whichever operator that is no negation. */
function valuesOf({ Condition: condition = {} }: Statement, key: string): readonly string[] {
  return Object.entries(condition)
    .filter(([operator]) => !/not|null/i.test(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([name]) => name.toLowerCase() === key)
    .flatMap(([, values]) => listOf(values).map(String));
}

/** Something a pattern matches. */
export function sampleOf(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, 'x');
}
