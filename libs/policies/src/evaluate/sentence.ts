import { describeKind, type PolicyKind } from '../policy-kind.ts';
import type { Decision } from './decision.ts';
import type { ConditionExplanation, PolicyExplanation, StatementExplanation } from './explain.ts';
import type { AccessRequest } from './request.ts';
import type { Step } from './steps.ts';

/** The verdict as a sentence a person can act on: the statement that decided, or what was missing and what came nearest. */
export function sentenceFor(
  request: AccessRequest,
  decision: Decision,
  steps: readonly Step[],
  policies: readonly PolicyExplanation[],
): string {
  const { principal, action, resource } = request;
  const may = decision.verdict === 'Allowed' ? 'may' : 'may not';
  return `${principal} ${may} ${action} on ${resource.arn}: ${reason(decision, steps, policies)}.`;
}

function reason(decision: Decision, steps: readonly Step[], policies: readonly PolicyExplanation[]): string {
  const { decidedBy, verdict } = decision;
  if (decidedBy !== undefined) {
    const { policy, kind, statement } = decidedBy;
    const verb = verdict === 'Allowed' ? 'allows' : 'denies';
    const decider = policies
      .filter((one) => one.policy === policy && one.kind === kind)
      .flatMap(({ statements }) => statements)
      .find((one) => one.statement === statement) as StatementExplanation;
    return `statement ${statement} of ${describeKind(kind)} "${policy}" ${verb} it${because(decider)}`;
  }
  const last = clause((steps.at(-1) as Step).sentence);
  const near = verdict === 'Allowed' ? undefined : nearest(policies, kindsMissing(decision));
  return near === undefined ? last : `${last}; ${near}`;
}

/** The Allow that came closest, with what kept it from matching: usually what the reader has to change. */
function nearest(policies: readonly PolicyExplanation[], kinds: (kind: PolicyKind) => boolean): string | undefined {
  const [best] = policies
    .filter(({ kind }) => kinds(kind))
    .flatMap(({ policy, kind, statements }) => statements.map((statement) => ({ policy, kind, statement })))
    .filter(({ statement }) => statement.effect === 'Allow' && statement.action && !statement.applies)
    .sort((a, b) => misfits(a.statement) - misfits(b.statement));
  if (best === undefined) return undefined;
  const { policy, kind, statement } = best;
  return `nearest is statement ${statement.statement} of ${describeKind(kind)} "${policy}", ${obstacle(statement)}`;
}

/** How far a statement is from applying; another resource weighs more than another principal. */
function misfits({ resource, principal }: StatementExplanation): number {
  return (resource ? 0 : 2) + (principal === 'none' ? 1 : 0);
}

const limits: readonly PolicyKind[] = ['boundary', 'session', 'scp', 'rcp', 'endpoint'];

/** Which policies could have allowed it. */
function kindsMissing({ missing, blockedBy }: Decision): (kind: PolicyKind) => boolean {
  if (blockedBy !== undefined) return (kind) => kind === blockedBy.kind;
  if (missing === 'scp' || missing === 'session' || missing === 'identity') return (kind) => kind === missing;
  return (kind) => !limits.includes(kind);
}

function obstacle(statement: StatementExplanation): string {
  if (!statement.resource) return 'which is about another resource';
  if (statement.principal === 'none') return 'which is about another principal';
  return `whose condition ${statement.conditions
    .filter((one) => one.holds !== true)
    .map(describe)
    .join(' and ')} does not hold`;
}

function because({ conditions }: StatementExplanation): string {
  if (conditions.length === 0) return '';
  return ` because ${conditions.map(describe).join(' and ')}`;
}

function describe({ operator, key, expected, actual, holds }: ConditionExplanation): string {
  const found = actual === undefined ? 'absent' : typeof actual === 'string' ? actual : `[${actual.join(', ')}]`;
  const undecided = holds === undefined ? ', which cannot be decided' : '';
  return `${operator} ${key} [${expected.join(', ')}] (${key} is ${found}${undecided})`;
}

/** A sentence within a sentence. */
function clause(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}
