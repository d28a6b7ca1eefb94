import { DIRECT } from '@palisade/local-cloud';
import type { StackAccess } from '@palisade/local-cloud';
import { accessMatrix } from '@palisade/policies';
import type { Decider, Decision, Verdict } from '@palisade/policies';

/** What `palisade access --json` prints: every question that was asked, with its answer. */
export interface AccessReport {
  readonly stack: string;
  readonly accountId: string;
  /** What every request says of itself. */
  readonly paths: readonly AccessPath[];
  readonly principals: readonly AccessPrincipal[];
  readonly resources: readonly AccessResource[];
  readonly answers: readonly AccessLine[];
}

export interface AccessPath {
  readonly name: string;
  /** Id of the VPC endpoint requests come through; null for those that come through none. */
  readonly endpoint: string | null;
  readonly context: Readonly<Record<string, unknown>>;
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

export function accessReport({ concerns, model, own, scope }: StackAccess, stack: string): AccessReport {
  const answers = [...accessMatrix(model, scope)].filter(({ on, who }) => concerns(who, on));
  return {
    stack,
    accountId: model.account,
    paths: Object.entries(scope.paths).map(([name, { context, endpoint = null }]) => ({ name, endpoint, context })),
    principals: Object.entries(model.principals).map(([name, { principal }]) => ({
      name,
      principal,
      own: own.has(name),
    })),
    resources: Object.entries(model.resources).map(([name, { arn }]) => ({ name, arn, actions: scope.actions(name) })),
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

/** Endpoint ids, or that there is none. */
export function pathsLabel(paths: readonly string[]): string {
  return paths.map((path) => (path === DIRECT ? 'no endpoint' : path)).join(', ');
}
