import { text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { STAGE } from '../resources/stage.ts';
import type { ApiKey } from './api-key.ts';
import type { UsagePlan } from './usage-plan.ts';
import type { DeclaredUsage } from './declared-usage.ts';

interface Problem {
  readonly urn: string;
  readonly message: string;
}

/** What AWS would say against keys and plans, of whatever stack; never with the value of a key. */
export function usageProblems(declared: DeclaredUsage, issued: readonly ApiKey[], view: CloudView): readonly Problem[] {
  const stages = new Set(
    view.ofType(STAGE).map(({ resource: { outputs } }) => {
      return `${text(outputs, 'region')} ${text(outputs, 'restApi')}/${text(outputs, 'stageName')}`;
    }),
  );
  return [
    ...[...declared.plans.values()].flatMap((plan) => unknownStages(plan, stages)),
    ...sameValues(declared, issued),
    ...membershipProblems(declared, issued),
  ];
}

function unknownStages({ region, resource, stages }: UsagePlan, known: ReadonlySet<string>): Problem[] {
  return [...stages.keys()]
    .filter((stage) => !known.has(`${region} ${stage}`))
    .map((stage) => ({
      urn: resource.urn,
      message: `NotFoundException: API Stage not found: ${stage.replace('/', ':')}`,
    }));
}

function sameValues({ keys }: DeclaredUsage, issued: readonly ApiKey[]): Problem[] {
  const known = new Set(issued.map(({ region, value }) => `${region} ${value}`));
  return keys.flatMap(({ region, urn, value }) => {
    const taken = known.has(`${region} ${value}`);
    known.add(`${region} ${value}`);
    return taken ? [{ urn, message: 'ConflictException: API Key already exists' }] : [];
  });
}

function membershipProblems({ keys, members, plans }: DeclaredUsage, issued: readonly ApiKey[]): Problem[] {
  const known = new Set([...keys, ...issued].map(({ id, region }) => `${region} ${id}`));
  const stagesOf = new Map<string, Map<string, string>>();
  return members.flatMap(({ key, plan: id, region, urn }) => {
    const plan = plans.get(id);
    if (plan?.region !== region) return [{ urn, message: `NotFoundException: Invalid Usage Plan ID specified` }];
    if (!known.has(`${region} ${key}`)) {
      return [{ urn, message: 'NotFoundException: Invalid API Key identifier specified' }];
    }
    const taken = stagesOf.get(key) ?? new Map<string, string>();
    stagesOf.set(key, taken);
    const shared = [...plan.stages.keys()].find((stage) => (taken.get(stage) ?? id) !== id);
    for (const stage of plan.stages.keys()) taken.set(stage, id);
    return shared === undefined ? [] : [{ urn, message: `ConflictException: ${sharedStage(id, key, shared)}` }];
  });
}

/** AWS's sentence about a key in two plans of one stage; `stage` is `API/STAGE`. */
export function sharedStage(plan: string, key: string, stage: string): string {
  return (
    `Usage Plan ${plan} cannot be added because API Key ${key} cannot reference multiple Usage Plans with the same API Stage: ` +
    stage.replace('/', ':')
  );
}
