import type { StackAccess } from '@palisade/local-cloud';
import { accessMatrix } from '@palisade/policies';
import type { Decider, Decision, Facts, Verdict } from '@palisade/policies';
import { wayLabels } from './way-labels.ts';

/** What `palisade access --json` prints: every question that was asked, with its answer. */
export interface AccessReport {
  readonly stack: string;
  readonly accountId: string;
  /** How requests come. */
  readonly paths: readonly AccessPath[];
  readonly principals: readonly AccessPrincipal[];
  readonly resources: readonly AccessResource[];
  readonly answers: readonly AccessLine[];
}

export interface AccessPath {
  readonly name: string;
  /** What the table calls it: `no endpoint`, `via s3 for my-bucket`. */
  readonly label: string;
  /** Id of the VPC endpoint requests come through; null for those that come through none. */
  readonly endpoint: string | null;
  /** The encryption a put asks for; null for the bucket's own. */
  readonly asking: string | null;
  /** What every request by this path says of itself. */
  readonly context: Facts;
}

export interface AccessPrincipal {
  readonly name: string;
  /** ARN or service principal, as requests carry it. */
  readonly principal: string;
  /** Whether it belongs to this stack, or is let in by it; roles of other stacks do not. */
  readonly own: boolean;
}

export interface AccessResource {
  /** ARN, `*` where it stands for many. */
  readonly name: string;
  /** The ARN that was asked about. */
  readonly arn: string;
  readonly actions: readonly string[];
  /** What every request for it says of itself, such as the encryption that its bucket has. */
  readonly context: Facts;
}

export interface AccessLine {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly path: string;
  readonly verdict: Verdict;
  /** The statement that allowed or denied. */
  readonly decidedBy?: Decider;
  /** What did not allow it, when no statement denied. */
  readonly missing?: NonNullable<Decision['missing']>;
  readonly blockedBy?: NonNullable<Decision['blockedBy']>;
}

export function accessReport({ concerns, model, own, scope, ways }: StackAccess, stack: string): AccessReport {
  const labels = wayLabels(ways, model.account);
  const answers = [...accessMatrix(model, scope)].filter(({ on, who }) => concerns(who, on));
  return {
    stack,
    accountId: model.account,
    paths: Object.entries(scope.paths).map(([name, { context, endpoint = null }]) => ({
      name,
      label: labels.get(name) ?? name,
      endpoint,
      asking: ways.get(name)?.asking ?? null,
      context,
    })),
    principals: Object.entries(model.principals).map(([name, { principal }]) => ({
      name,
      principal,
      own: own.has(name),
    })),
    resources: Object.entries(model.resources).map(([name, { arn, context = {} }]) => ({
      name,
      arn,
      actions: scope.actions(name),
      context,
    })),
    answers: answers.map(({ action, by, decision, on, who }) => {
      const { blockedBy, decidedBy, missing, verdict } = decision;
      return {
        principal: who,
        action,
        resource: on,
        path: by,
        verdict,
        ...(decidedBy && { decidedBy }),
        ...(missing && { missing }),
        ...(blockedBy && { blockedBy }),
      };
    }),
  };
}

/** Answers that differ in the action alone, or in the path as well. */
export interface AccessGroup extends Omit<AccessLine, 'action' | 'path'> {
  readonly paths: readonly string[];
  readonly actions: readonly string[];
}

export function groupAnswers(answers: readonly AccessLine[]): readonly AccessGroup[] {
  const byPath = new Map<string, AccessGroup>();
  for (const { action, path, ...rest } of answers) {
    const key = JSON.stringify([path, rest]);
    byPath.set(key, { ...rest, paths: [path], actions: [...(byPath.get(key)?.actions ?? []), action] });
  }
  const merged = new Map<string, AccessGroup>();
  for (const { paths, ...rest } of byPath.values()) {
    const key = JSON.stringify(rest);
    merged.set(key, { ...rest, paths: [...(merged.get(key)?.paths ?? []), ...paths] });
  }
  return [...merged.values()];
}

/** `Sid of policy`, or what is missing. */
export function reasonOf({
  blockedBy,
  decidedBy,
  missing,
  verdict,
}: Pick<AccessLine, 'blockedBy' | 'decidedBy' | 'missing' | 'verdict'>): string {
  if (decidedBy !== undefined) return `${decidedBy.statement} of ${decidedBy.policy}`;
  if (verdict === 'Allowed') return 'the root user may do what nothing denies';
  if (blockedBy !== undefined) return `${blockedBy.policy} does not allow it`;
  return missing === 'root-cannot-assume' ? 'the root user cannot take roles' : 'nothing allows it';
}

/** `arn:aws:s3:::b/*` as `s3 b/*`: what is left when everything is in one account and region. */
export function labelOf(resource: string): string {
  if (resource === '*') return '(no resource of this stack)';
  const [, , service = '', , , ...rest] = resource.split(':');
  const name = rest.join(':').replace(/^(log-group|function):/, '');
  return `${service} ${name.replace(/:log-stream:\*$/, ' (streams)')}`;
}

/** What a name does not say: the alias of a key, and the encryption that puts into a bucket ask for. */
export function resourceNote(name: string, { resources }: Pick<AccessReport, 'resources'>): string | undefined {
  const contextOf = (each: string): Facts => resources.find((resource) => resource.name === each)?.context ?? {};
  const aliasOf = (key: string): string | undefined =>
    [contextOf(key)['kms:ResourceAliases'] ?? []].flat().map(String)[0];
  const context = contextOf(name);
  if (context['kms:ResourceAliases'] !== undefined) return aliasOf(name);
  const algorithm = context['s3:x-amz-server-side-encryption'];
  if (algorithm === undefined) return undefined;
  const key = context['s3:x-amz-server-side-encryption-aws-kms-key-id'];
  if (key === undefined) return 'encrypted with AES-256';
  return `encrypted with ${aliasOf(String(key)) ?? labelOf(String(key))}`;
}

/** The paths of these names, in the order of the report. */
export function pathsNamed({ paths }: Pick<AccessReport, 'paths'>, names: Iterable<string>): readonly AccessPath[] {
  const wanted = new Set(names);
  return paths.filter(({ name }) => wanted.has(name));
}

/** A put that may not ask for another encryption than the one it may ask for. */
export function refusedEncryptions(
  { paths }: Pick<AccessReport, 'paths'>,
  answers: readonly AccessLine[],
): readonly AccessLine[] {
  const byName = new Map(paths.map((path) => [path.name, path]));
  const allowed = answers.filter(({ path, verdict }) => verdict === 'Allowed' && byName.get(path)?.asking === null);
  return answers.filter(
    ({ action, path, principal, resource, verdict }) =>
      verdict !== 'Allowed' &&
      typeof byName.get(path)?.asking === 'string' &&
      allowed.some(
        (one) =>
          one.principal === principal &&
          one.resource === resource &&
          one.action === action &&
          byName.get(one.path)?.endpoint === byName.get(path)?.endpoint,
      ),
  );
}
