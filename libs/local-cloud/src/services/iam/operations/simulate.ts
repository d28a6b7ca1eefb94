import { decide, type CompiledPolicy, type ContextValue } from '@palisade/policies';
import type { IdentityPrincipal } from '../../../kernel/principal.ts';
import { queryMembers } from '../../../kernel/query-input.ts';
import type { JsonObject, XmlObject } from '../../../kernel/wire.ts';
import type { IamState } from '../state.ts';

export interface Simulation {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly added: readonly CompiledPolicy[];
  readonly resourcePolicy: CompiledPolicy | undefined;
  readonly caller: string | undefined;
  readonly resourceOwner: string | undefined;
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** One `EvaluationResults` member per action and resource. `source` is the role or user whose policies are asked. */
export function simulate(simulation: Simulation, source: string, state: IamState): XmlObject[] {
  const { policiesOf, principal } = subject(source, state);
  const { boundary, identity } = policiesOf;
  const { resourcePolicy: resource, caller = source } = simulation;
  const context = {
    'aws:PrincipalArn': principal.principalArn,
    'aws:PrincipalAccount': state.host.accountId,
    ...simulation.context,
  };
  return simulation.actions.flatMap((action) =>
    simulation.resources.map((arn) => {
      const decision = decide(
        {
          principal: caller,
          action,
          resource: { arn, accountId: simulation.resourceOwner ?? state.host.accountId },
          context,
        },
        { identity: [...identity, ...simulation.added], ...(boundary && { boundary }), ...(resource && { resource }) },
      );
      const { decidedBy, verdict } = decision;
      return {
        EvalActionName: action,
        EvalResourceName: arn,
        EvalDecision: verdicts[verdict],
        MatchedStatements: {
          member:
            decidedBy === undefined
              ? []
              : [
                  {
                    SourcePolicyId: `${decidedBy.policy}/${decidedBy.statement}`,
                    SourcePolicyType: policyType(decidedBy.kind),
                  },
                ],
        },
        MissingContextValues: { member: [] },
        ...(boundary && {
          PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: decision.missing !== 'boundary' },
        }),
      };
    }),
  );
}

const verdicts = { Allowed: 'allowed', ExplicitlyDenied: 'explicitDeny', ImplicitlyDenied: 'implicitDeny' } as const;

function policyType(kind: string): string {
  return kind === 'identity' || kind === 'boundary' ? 'IAM Policy' : 'Resource Policy';
}

function subject(
  arn: string,
  state: IamState,
): { principal: IdentityPrincipal; policiesOf: ReturnType<IamState['policiesOf']> } {
  const role = state.role(arn);
  const principal: IdentityPrincipal = {
    kind: role === undefined ? 'user' : 'assumed-role',
    accountId: state.host.accountId,
    arn,
    principalArn: arn,
    userId: role?.uniqueId ?? '',
    accessKeyId: '',
  };
  return { principal, policiesOf: state.policiesOf(principal) };
}

/** `ContextEntries.member.N.{ContextKeyName, ContextKeyType, ContextKeyValues.member.M}` */
export function readContextEntries(input: JsonObject): Record<string, ContextValue> {
  const context: Record<string, ContextValue> = {};
  for (const entry of queryMembers(input, 'ContextEntries')) {
    const { ContextKeyName: name, ContextKeyType: type = 'string' } = entry;
    if (name === undefined) continue;
    const values = Object.keys(entry)
      .filter((key) => key.startsWith('ContextKeyValues.'))
      .map((key) => entry[key] as string);
    context[name] = type.endsWith('List') ? values : (values[0] ?? '');
  }
  return context;
}
