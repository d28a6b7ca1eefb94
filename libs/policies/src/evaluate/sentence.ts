import { describeKind, type PolicyKind } from '../policy-kind.ts';
import type { Decision, Missing } from './decision.ts';
import type { ConditionExplanation, PolicyExplanation, StatementExplanation } from './explain.ts';
import type { AccessRequest } from './request.ts';

/** The verdict as a sentence a person can act on. */
export function sentenceFor(
  request: AccessRequest,
  decision: Decision,
  policies: readonly PolicyExplanation[],
): string {
  const { principal, action, resource } = request;
  const may = decision.verdict === 'Allowed' ? 'may' : 'may not';
  return `${principal} ${may} ${action} on ${resource.arn}: ${reason(decision, policies)}.`;
}

function reason(decision: Decision, policies: readonly PolicyExplanation[]): string {
  const { decidedBy, missing, verdict } = decision;
  if (decidedBy !== undefined) {
    const verb = verdict === 'Allowed' ? 'allows' : 'denies';
    const policy = policies.find((one) => one.policy === decidedBy.policy && one.kind === decidedBy.kind);
    const statement = policy?.statements.find((one) => one.statement === decidedBy.statement);
    return `statement ${decidedBy.statement} of ${describeKind(decidedBy.kind)} "${decidedBy.policy}" ${verb} it${because(statement)}`;
  }
  if (missing === undefined) return 'the root user may do everything in its own account that no policy denies';
  const near = nearest(decision, policies);
  return `${withheld(missing, decision)}${near === undefined ? '' : `; ${near}`}`;
}

function withheld(missing: Missing, { blockedBy }: Decision): string {
  const named = blockedBy && `${describeKind(blockedBy.kind)} "${blockedBy.policy}"`;
  switch (missing) {
    case 'root-cannot-assume':
      return 'roles may not be assumed by the root user';
    case 'identity-or-resource':
      return 'no statement of its identity policies or of the resource policy allows it';
    case 'identity':
      return 'the resource side allows it, but no statement of the identity policies of the caller does';
    case 'resource':
      return named === undefined ? 'the resource has no policy that allows it' : `no statement of ${named} allows it`;
    case 'scp':
      return 'a level of the service control policies does not allow it';
    case 'session':
      return 'no session policy allows it';
    case 'boundary':
    case 'endpoint':
      return `no statement of ${named ?? `the ${missing} policy`} allows it`;
  }
}

/** The Allow that came closest, with what kept it from matching: usually what the reader has to change. */
function nearest(decision: Decision, policies: readonly PolicyExplanation[]): string | undefined {
  const kinds = candidates(decision);
  let best: { text: string; score: number } | undefined;
  for (const { policy, kind, statements } of policies) {
    if (!kinds(kind)) continue;
    for (const statement of statements) {
      if (statement.effect !== 'Allow' || statement.applies || !statement.action) continue;
      const score = (statement.resource ? 2 : 0) + (statement.principal === 'none' ? 0 : 1);
      if (best !== undefined && best.score >= score) continue;
      best = {
        score,
        text: `nearest is statement ${statement.statement} of ${describeKind(kind)} "${policy}", ${obstacle(statement)}`,
      };
    }
  }
  return best?.text;
}

function candidates({ missing, blockedBy }: Decision): (kind: PolicyKind) => boolean {
  if (blockedBy !== undefined) return (kind) => kind === blockedBy.kind;
  if (missing === 'scp' || missing === 'session' || missing === 'identity') return (kind) => kind === missing;
  return (kind) => !['boundary', 'session', 'scp', 'rcp', 'endpoint'].includes(kind);
}

function obstacle(statement: StatementExplanation): string {
  if (!statement.resource) return 'which is about another resource';
  if (statement.principal === 'none') return 'which is about another principal';
  return `whose condition ${statement.conditions
    .filter((one) => one.holds !== true)
    .map(describe)
    .join(' and ')} does not hold`;
}

function because(statement: StatementExplanation | undefined): string {
  if (statement === undefined || statement.conditions.length === 0) return '';
  return ` because ${statement.conditions.map(describe).join(' and ')}`;
}

function describe({ operator, key, expected, actual, holds }: ConditionExplanation): string {
  const found = actual === undefined ? 'absent' : typeof actual === 'string' ? actual : `[${actual.join(', ')}]`;
  const undecided = holds === undefined ? ', which cannot be decided' : '';
  return `${operator} ${key} [${expected.join(', ')}] (${key} is ${found}${undecided})`;
}
