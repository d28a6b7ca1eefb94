import { parseArn } from '@palisade/policies';
import type { Graph, Resource } from '@palisade/local-engine';
import type { Host } from '../../kernel/host.ts';
import { block, flag, number, text, textMap } from '../../kernel/properties.ts';
import { Sampler } from '../../kernel/traces.ts';
import { ApplyError, type CloudView, type StackResource } from '../../kernel/service.ts';
import { LOG_GROUP } from '../logs/resources/log-group.ts';
import { WEB_ACL_ASSOCIATION } from '../wafv2/resources/tokens.ts';
import { compileApi, type CompiledMethod } from './compiled/compiled-api.ts';
import type { CompiledStage, EffectiveSettings } from './compiled/compiled-stage.ts';
import type { TokenBucket } from './compiled/token-bucket.ts';
import { compileLogFormat } from './logging/log-format.ts';
import { SECURITY_POLICIES } from './resources/security-policies.ts';
import type { Deployments } from './snapshot/deployments.ts';
import { parseMethodPath } from './snapshot/method-path.ts';
import { ACCOUNT } from './resources/account.ts';
import { METHOD_SETTINGS } from './resources/method-settings.ts';
import { REST_API } from './resources/rest-api.ts';
import { STAGE } from './resources/stage.ts';

export type BucketMaker = (id: string, rate: number, burst: number) => TokenBucket;

type Place = CompiledStage['place'];

/** What the graphs say about APIs, stages and account settings; all but what a deployment froze. */
export class Configuration {
  readonly apis: ReadonlyMap<string, StackResource>;
  readonly #stages: ReadonlyMap<string, StackResource>;
  readonly #settings: ReadonlyMap<string, readonly Resource[]>;
  readonly #roles = new Map<string, string>();
  /** ARNs of what web ACLs are associated with. */
  readonly #guarded: ReadonlySet<string>;
  readonly #host: Pick<Host, 'partition' | 'accountId'>;
  readonly #graphs: ReadonlyMap<string, Graph>;

  /** Throws ApplyError for what only the whole cloud can tell: logs without a role, a log group that nobody declares. */
  constructor(view: CloudView, host: Pick<Host, 'partition' | 'accountId'>) {
    this.#host = host;
    this.#graphs = view.stacks;
    this.apis = new Map(view.ofType(REST_API).map((entry) => [entry.resource.id, entry]));
    this.#stages = new Map(view.ofType(STAGE).map((entry) => [stageKey(entry.resource), entry]));
    this.#settings = Map.groupBy(
      view.ofType(METHOD_SETTINGS).map(({ resource }) => resource),
      stageKey,
    );
    this.#guarded = new Set(
      view.ofType(WEB_ACL_ASSOCIATION).map(({ resource }) => text(resource.inputs, 'resourceArn') ?? ''),
    );
    for (const { resource } of view.ofType(ACCOUNT)) {
      const role = text(resource.outputs, 'cloudwatchRoleArn');
      if (role) this.#roles.set(text(resource.outputs, 'region') ?? '', role);
    }
    const problems = [...this.#stages.values()].flatMap(({ resource }) => this.#problems(resource, view));
    if (problems.length > 0) throw new ApplyError(problems);
  }

  graph(stack: string): Graph | undefined {
    return this.#graphs.get(stack);
  }

  cloudWatchRole(region: string): string | undefined {
    return this.#roles.get(region);
  }

  /** Id of the deployment that a stage (`API/STAGE`) serves. */
  deploymentOf(stage: string): string | undefined {
    const declared = this.#stages.get(stage);
    return declared && text(declared.resource.outputs, 'deployment');
  }

  /** Stages of an API. */
  stages(api: string): readonly StackResource[] {
    return [...this.#stages.values()].filter(({ resource }) => text(resource.inputs, 'restApi') === api);
  }

  /** Method settings of a stage. */
  settings(stage: Resource): readonly Resource[] {
    return this.#settings.get(stageKey(stage)) ?? [];
  }

  compileStage(api: string, name: string, deployments: Deployments, bucket: BucketMaker): CompiledStage | undefined {
    const entry = this.#stages.get(`${api}/${name}`);
    const declared = this.apis.get(api);
    if (entry === undefined || declared === undefined) return undefined;
    const { outputs } = entry.resource;
    const deploymentId = text(outputs, 'deployment') ?? '';
    const snapshot = deployments.get(deploymentId);
    if (snapshot === undefined) return undefined;
    const place: Place = {
      partition: this.#host.partition,
      accountId: this.#host.accountId,
      region: text(outputs, 'region') ?? '',
    };
    const arn = text(outputs, 'arn') ?? '';
    const security = text(declared.resource.outputs, 'securityPolicy') ?? 'TLS_1_0';
    return {
      name,
      stack: entry.stack,
      sampler: flag(outputs, 'xrayTracingEnabled') ? new Sampler() : undefined,
      deploymentId,
      place,
      domainName: `${api}.execute-api.${place.region}.amazonaws.com`,
      guardedArn: this.#guarded.has(arn) ? arn : undefined,
      api: compileApi(snapshot),
      variables: textMap(outputs, 'variables'),
      security: { name: security, ...(SECURITY_POLICIES[security] ?? { minimum: 'TLSv1.3', forwardSecrecy: true }) },
      accessLog: accessLogOf(entry.resource),
      settings: effectiveSettings(this.settings(entry.resource), `${api}/${name}`, bucket),
    };
  }

  #problems(stage: Resource, view: CloudView): { urn: string; message: string }[] {
    const problems: { urn: string; message: string }[] = [];
    const log = accessLogOf(stage);
    const levels = this.settings(stage).map(({ outputs }) => block(outputs, 'settings')?.['loggingLevel']);
    const logging = log !== undefined || levels.some((level) => level === 'ERROR' || level === 'INFO');
    if (logging && this.cloudWatchRole(text(stage.outputs, 'region') ?? '') === undefined) {
      problems.push({
        urn: stage.urn,
        message: 'BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging',
      });
    }
    const exists = (group: StackResource) =>
      group.resource.outputs['name'] === log?.group && group.resource.outputs['region'] === log?.region;
    if (log !== undefined && !view.ofType(LOG_GROUP).some(exists)) {
      problems.push({
        urn: stage.urn,
        message: `BadRequestException: The access log destination ${log.group} does not exist in ${log.region}`,
      });
    }
    return problems;
  }
}

export const emptyConfiguration = new Configuration(
  { stacks: new Map(), ofType: () => [], byUrn: () => undefined },
  { partition: 'aws', accountId: '' },
);

function stageKey({ inputs }: Resource): string {
  return `${text(inputs, 'restApi')}/${text(inputs, 'stageName')}`;
}

function accessLogOf({ outputs }: Resource): CompiledStage['accessLog'] {
  const settings = block(outputs, 'accessLogSettings');
  const arn = settings && parseArn(text(settings, 'destinationArn') ?? '');
  if (settings === undefined || arn === undefined) return undefined;
  const group = arn.resource.replace(/^log-group:/, '').replace(/:\*$/, '');
  return { region: arn.region, group, render: compileLogFormat(text(settings, 'format') ?? '') };
}

/** Settings of a method: its own, else those of the whole stage. Limits the stage sets are shared by all methods without own ones. */
function effectiveSettings(
  all: readonly Resource[],
  stage: string,
  bucket: BucketMaker,
): (method: CompiledMethod) => EffectiveSettings {
  const byPath = new Map<string, EffectiveSettings>();
  for (const { outputs } of all) {
    const path = parseMethodPath(text(outputs, 'methodPath') ?? '');
    if (path === undefined) continue;
    const key = path === 'all' ? '*/*' : `${path.path} ${path.method}`;
    const settings = block(outputs, 'settings') ?? {};
    const level = text(settings, 'loggingLevel');
    const rate = number(settings, 'throttlingRateLimit') ?? -1;
    const burst = number(settings, 'throttlingBurstLimit') ?? -1;
    byPath.set(key, {
      loggingLevel: level === 'ERROR' || level === 'INFO' ? level : 'OFF',
      dataTraceEnabled: flag(settings, 'dataTraceEnabled'),
      metricsEnabled: flag(settings, 'metricsEnabled'),
      bucket: rate < 0 && burst < 0 ? undefined : bucket(`${stage} ${key}`, limit(rate, 10_000), limit(burst, 5_000)),
    });
  }
  const otherwise = byPath.get('*/*') ?? {
    loggingLevel: 'OFF',
    dataTraceEnabled: false,
    metricsEnabled: false,
    bucket: undefined,
  };
  return ({ resource, definition }) => byPath.get(`${resource.path} ${definition.httpMethod}`) ?? otherwise;
}

const limit = (value: number, account: number) => (value < 0 ? account : Math.min(value, account));
