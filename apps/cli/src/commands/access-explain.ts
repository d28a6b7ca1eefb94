import { DIRECT, resourceAt } from '@palisade/local-cloud';
import type { StackAccess } from '@palisade/local-cloud';
import { actionProblem, describeExplanation, explainAccess, statementsIn } from '@palisade/policies';
import type { AccessModel, ModelResource, RequestPath } from '@palisade/policies';
import { CliError } from '../errors.ts';
import { labelOf } from '../output/access-report.ts';
import type { Workspace } from '../workspace.ts';
import { openAccess } from './access-stack.ts';
import type { StackOptions } from './options.ts';

export interface ExplainOptions extends StackOptions {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly via?: string;
  /** `key=value`, repeated. */
  readonly context?: readonly string[];
}

/** Prints why one request is allowed or denied. */
export function explainCommand(workspace: Workspace, options: ExplainOptions): void {
  const access = openAccess(workspace, options);
  const explanation = explainQuestion(access, options);
  console.log(options.json === true ? JSON.stringify(explanation, undefined, 2) : describeExplanation(explanation));
}

/** Throws CliError with what there is for a name that is not. */
export function explainQuestion(access: StackAccess, options: ExplainOptions): ReturnType<typeof explainAccess> {
  const who = principalNamed(access.model, options.principal);
  const resource = resourceNamed(access, options.resource);
  const action = actionOn(resource.arn, options.action);
  const path = pathVia(access, action, options.via);
  const context = { ...path.context, ...contextOf(access.model, resource, options.context ?? []) };
  const model = { ...access.model, resources: { asked: resource } };
  return explainAccess(model, { paths: { asked: { ...path, context } } }, { who, action, on: 'asked', by: 'asked' });
}

/** By the name the table gives, by ARN, or by the name of a service if the stack knows it for one source only. */
function principalNamed({ principals }: AccessModel, text: string): string {
  if (Object.hasOwn(principals, text)) return text;
  const names = Object.keys(principals);
  const byArn = names.find((name) => {
    const one = principals[name];
    return one?.principal === text || one?.context['aws:PrincipalArn'] === text;
  });
  if (byArn !== undefined) return byArn;
  const services = names.filter((name) => name.startsWith(`${text} for `));
  if (services.length === 1 && services[0] !== undefined) return services[0];
  throw unknown(`There is no principal '${text}' in the stack.`, services.length > 0 ? services : names);
}

function resourceNamed({ model, resources }: StackAccess, text: string): ModelResource {
  const own = model.resources[text] ?? Object.entries(model.resources).find(([name]) => labelOf(name) === text)?.[1];
  const found = own ?? resourceAt(resources, text);
  if (found !== undefined) return found;
  throw unknown(`There is no resource '${text}' in the local stacks.`, Object.keys(model.resources));
}

function actionOn(arn: string, action: string): string {
  const problem = actionProblem(action, arn);
  if (problem !== undefined) throw new CliError(problem);
  return action;
}

function pathVia({ model, scope }: StackAccess, action: string, via: string | undefined): RequestPath {
  const path = scope.paths[via ?? DIRECT];
  if (path === undefined) {
    const endpoints = Object.values(model.endpoints).map(({ id, service }) => `${id} (${service})`);
    throw unknown(`The stack has no VPC endpoint '${via}'.`, endpoints);
  }
  const endpoint = path.endpoint === undefined ? undefined : model.endpoints[path.endpoint];
  if (endpoint !== undefined && !action.startsWith(`${endpoint.service}:`)) {
    throw new CliError(
      `${endpoint.id} leads to ${endpoint.service}; a request for ${action} does not come through it.`,
    );
  }
  return path;
}

/** Condition keys given by hand. A key that no policy asks about would change nothing, so it is a mistake. */
function contextOf(
  { endpoints, principals }: AccessModel,
  resource: ModelResource,
  pairs: readonly string[],
): Readonly<Record<string, string | readonly string[]>> {
  const context: Record<string, string | readonly string[]> = {};
  const policies = [
    ...Object.values(principals).flatMap(({ policies: attached }) => attached),
    ...Object.values(endpoints).flatMap(({ policy }) => policy ?? []),
    ...(resource.policy === undefined ? [] : [resource.policy]),
  ];
  const statements = policies.flatMap(statementsIn);
  const conditions = statements.flatMap(({ Condition: condition = {} }) => Object.values(condition));
  const asked = new Set(conditions.flatMap((keys) => Object.keys(keys)));
  for (const pair of pairs) {
    const [, key, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    if (key === undefined || value === undefined) throw new CliError(`'${pair}' is no condition key: write key=value.`);
    if (![...asked].some((each) => each.toLowerCase() === key.toLowerCase()))
      throw unknown(`No policy that has a say asks about ${key}.`, [...asked].toSorted());
    const before = context[key];
    context[key] = before === undefined ? value : [before, value].flat();
  }
  return context;
}

function unknown(problem: string, known: readonly string[]): CliError {
  return new CliError(
    [`${problem} ${known.length > 0 ? 'There are:' : 'There are none.'}`, ...known.map((one) => `  ${one}`)].join('\n'),
  );
}
