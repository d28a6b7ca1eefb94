import { DIRECT, resourceAt } from '@palisade/local-cloud';
import type { StackAccess, Way } from '@palisade/local-cloud';
import { actionProblem, describeExplanation, explainAccess, statementsIn } from '@palisade/policies';
import type { AccessModel, ModelResource, RequestPath } from '@palisade/policies';
import { CliError } from '../errors.ts';
import { labelOf } from '../output/access-report.ts';
import { wayLabels } from '../output/way-labels.ts';
import type { Workspace } from '../workspace.ts';
import { openAccess } from './access-stack.ts';
import type { StackOptions } from './options.ts';

export interface ExplainOptions extends StackOptions {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Id of an endpoint, or a way as the table names it: `via s3 for my-bucket`. */
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

/** By ARN, by what the table calls it, or by the alias of a key. */
function resourceNamed({ model, resources }: StackAccess, text: string): ModelResource {
  const own =
    model.resources[text] ??
    Object.entries(model.resources).find(
      ([name, { context = {} }]) =>
        labelOf(name) === text || [context['kms:ResourceAliases'] ?? []].flat().some((alias) => alias === text),
    )?.[1];
  const found = own ?? resourceAt(resources, text);
  if (found !== undefined) return found;
  throw unknown(`There is no resource '${text}' in the local stacks.`, Object.keys(model.resources));
}

function actionOn(arn: string, action: string): string {
  const problem = actionProblem(action, arn);
  if (problem !== undefined) throw new CliError(problem);
  return action;
}

/** By the id of an endpoint, or as the table names the way. Throws CliError with the ways that requests for the action can come. */
function pathVia({ model, scope, ways }: StackAccess, action: string, via: string | undefined): RequestPath {
  const labels = wayLabels(ways, model.account);
  const wanted = via ?? DIRECT;
  const name = Object.hasOwn(scope.paths, wanted) ? wanted : [...labels].find(([, label]) => label === wanted)?.[0];
  const path = name === undefined ? undefined : scope.paths[name];
  const others = [...ways].filter(([other, way]) => other !== DIRECT && comesBy(action, way, model));
  if (name === undefined || path === undefined) {
    const known = others.map(([other, { endpoint }]) => {
      const service = endpoint === other ? ` (${model.endpoints[endpoint]?.service})` : '';
      return `${labels.get(other) ?? other}${service}`;
    });
    throw unknown(`There is no way '${wanted}' for requests for ${action} in the stack.`, known);
  }
  const way = ways.get(name) ?? {};
  if (comesBy(action, way, model)) return path;
  const endpoint = way.endpoint === undefined ? undefined : model.endpoints[way.endpoint];
  if (endpoint !== undefined && !action.startsWith(`${endpoint.service}:`)) {
    throw new CliError(
      `${endpoint.id} leads to ${endpoint.service}; a request for ${action} does not come through it.`,
    );
  }
  const only = way.asking === undefined ? 'kms' : 's3:PutObject';
  throw new CliError(`'${wanted}' is a way of requests for ${only}; one for ${action} does not come by it.`);
}

/** Whether a request for the action can come this way. */
function comesBy(action: string, way: Way, { endpoints }: AccessModel): boolean {
  const endpoint = way.endpoint === undefined ? undefined : endpoints[way.endpoint];
  const ofKeys = way.viaService !== undefined || way.encryptionContext !== undefined;
  return (
    (endpoint === undefined || action.startsWith(`${endpoint.service}:`)) &&
    (!ofKeys || action.startsWith('kms:')) &&
    (way.asking === undefined || action === 's3:PutObject')
  );
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
