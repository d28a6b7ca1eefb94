import { compilePolicy, iamUserArn, parseArn, type PolicyDocument } from '@palisade/policies';
import type { Host } from '../../../kernel/host.ts';
import { text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { deployerPrincipal } from '../../iam/deployer.ts';
import { readDirectory } from '../../iam/directory.ts';
import { missingPrincipals } from '../../iam/trust-principals.ts';
import { keepsControl } from '../resources/policy-lockout.ts';
import { RESOURCE_POLICY, revisionOf } from '../resources/resource-policy.ts';
import type { TableProblem } from './read-tables.ts';
import type { TableConfiguration, TablePolicy } from './table-configuration.ts';

type Account = Pick<Host, 'accountId' | 'partition'>;

/** The policies of tables and streams by their ARNs, with what forbids to deploy them together. */
export function readPolicies(
  view: CloudView,
  accountId: string,
): { readonly policies: ReadonlyMap<string, TablePolicy>; readonly problems: readonly TableProblem[] } {
  const policies = new Map<string, TablePolicy>();
  const problems: TableProblem[] = [];
  for (const { resource } of view.ofType(RESOURCE_POLICY)) {
    const { outputs, urn } = resource;
    const arn = text(outputs, 'resourceArn') ?? '';
    const policy = text(outputs, 'policy') ?? '';
    if (policies.has(arn)) problems.push({ urn, message: `${arn} has a policy already: a table or stream takes one.` });
    const name = `policy of ${/\/stream\//.test(arn) ? 'stream' : 'table'} ${parseArn(arn)?.resource.split('/')[1]}`;
    const compiled = compilePolicy(JSON.parse(policy) as PolicyDocument, { name, kind: 'table' });
    policies.set(arn, { urn, text: policy, compiled, revisionId: revisionOf(policy) });
    for (const principal of strangers(compiled.document, view, accountId)) {
      const message =
        'ValidationException: One or more parameter values were invalid: Invalid principal in policy document.';
      problems.push({ urn, message: `${message} (there is no principal ${principal})` });
    }
  }
  return { policies, problems };
}

/** DynamoDB looks principals up when it takes a policy; service-linked roles are made by their services. */
function strangers(document: PolicyDocument, view: CloudView, accountId: string): readonly string[] {
  const known = { accountId, userArns: new Set([iamUserArn({ account: accountId, name: 'deployer' })]) };
  return missingPrincipals(document, readDirectory(view), known)
    .map(({ name }) => name)
    .filter((name) => !name.includes(':role/aws-service-role/'));
}

/** Policies of what is not there. */
export function orphans(
  policies: ReadonlyMap<string, TablePolicy>,
  tables: ReadonlyMap<string, TableConfiguration>,
): readonly TableProblem[] {
  const streams = new Set([...tables.values()].map(({ stream }) => stream?.arn));
  return [...policies]
    .filter(([arn]) => !tables.has(arn) && !streams.has(arn))
    .map(([arn, { urn }]) => {
      const [, table = '', , label] = (parseArn(arn)?.resource ?? '').split('/');
      const what = label === undefined ? `Table: ${table}` : `Stream: ${arn}`;
      return { urn, message: `ResourceNotFoundException: Requested resource not found: ${what} not found` };
    });
}

/**
 * Changes of policies that shut the deployer out when they were made, which somebody has confirmed. A table goes with its policy,
 * whatever that says. Source: Amazon DynamoDB API Reference, PutResourcePolicy (ConfirmRemoveSelfResourceAccess).
 */
export function lockedOut(
  before: Iterable<TableConfiguration>,
  after: ReadonlyMap<string, TableConfiguration>,
  account: Account,
): readonly TableProblem[] {
  return [...before].flatMap((table) => {
    const { arn, region, stream } = table;
    const next = after.get(arn);
    if (next === undefined) return [];
    const nextStream = next.stream?.arn === stream?.arn ? next.stream : undefined;
    return [
      ...lockedChange(arn, table.policy, next.policy, { ...account, region }),
      ...(stream === undefined || nextStream === undefined
        ? []
        : lockedChange(stream.arn, stream.policy, nextStream.policy, { ...account, region })),
    ];
  });
}

function lockedChange(
  arn: string,
  before: TablePolicy | undefined,
  after: TablePolicy | undefined,
  place: Account & { readonly region: string },
): readonly TableProblem[] {
  if (before === undefined || before.text === after?.text) return [];
  const change = after === undefined ? 'DeleteResourcePolicy' : 'PutResourcePolicy';
  if (keepsControl(before.compiled, change, arn, place)) return [];
  return [
    {
      urn: (after ?? before).urn,
      message:
        `AccessDeniedException: User: ${deployerPrincipal(place).arn} is not authorized to perform: dynamodb:${change} on resource: ` +
        `${arn} with an explicit deny in a resource-based policy. (Only without the table the policy can go.)`,
    },
  ];
}
