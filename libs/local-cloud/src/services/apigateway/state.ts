import type { CompiledPolicy } from '@palisade/policies';
import type { CustomDomain, EdgeRequest, EdgeRoute, EdgeState } from '../../kernel/edge.ts';
import type { Host } from '../../kernel/host.ts';
import type { CloudView, ServiceState } from '../../kernel/service.ts';
import type { Reply } from '../../kernel/wire.ts';
import type { CompiledStage } from './compiled/compiled-stage.ts';
import { TokenBucket } from './compiled/token-bucket.ts';
import { Configuration, emptyConfiguration } from './configuration.ts';
import { Domains } from './domains/domains.ts';
import { LogDelivery } from './logging/log-delivery.ts';
import { AuthorizerCache } from './pipeline/authorizer-cache.ts';
import type { FunctionInvoker } from './pipeline/function-invoker.ts';
import { serve, unknownStage, type Pipeline } from './pipeline/serve.ts';
import { RequestMetrics } from './request-metrics.ts';
import { RequestListeners, type ApiRequest } from './request-listeners.ts';
import { Deployments } from './snapshot/deployments.ts';
import { Usage } from './usage/usage.ts';

/** Source: API Gateway Developer Guide, "Account-level throttling per Region". */
const ACCOUNT_RATE = 10_000;
const ACCOUNT_BURST = 5_000;

/** REST APIs: the graph configures them, deployments are data. */
export class ApiGatewayState implements ServiceState, EdgeState {
  readonly host: Host;
  readonly deployments: Deployments;
  readonly usage: Usage;
  readonly domains: Domains;
  readonly #listeners = new RequestListeners();
  /** By `API/STAGE`, each with the deployment its answers belong to. */
  readonly #authorizerCaches = new Map<string, { readonly deployment: string; readonly cache: AuthorizerCache }>();
  readonly #pipeline: Pipeline;
  readonly #accountBuckets = new Map<string, TokenBucket>();
  readonly #buckets = new Map<string, TokenBucket>();
  /** Stages are compiled when they are first asked for. */
  readonly #stages = new Map<string, CompiledStage>();
  #configuration: Configuration = emptyConfiguration;

  constructor(host: Host, functions: FunctionInvoker) {
    this.host = host;
    this.deployments = new Deployments(host);
    this.usage = new Usage(host);
    this.domains = new Domains(host);
    const metrics = new RequestMetrics(host);
    this.#pipeline = {
      host,
      functions,
      usage: this.usage,
      authorizerCache: (stage) => this.#authorizerCache(stage),
      finished: (transaction) => {
        metrics.record(transaction);
        this.#listeners.tell(transaction);
      },
      delivery: new LogDelivery(host, (region) => this.#configuration.cloudWatchRole(region)),
      accountBucket: (region) => this.#accountBucket(region),
    };
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  interpret(view: CloudView): () => Promise<void> {
    const configuration = new Configuration(view, this.host);
    const commit = this.deployments.prepare(view);
    const switchUsage = this.usage.prepare(view);
    const switchDomains = this.domains.prepare(view);
    return async () => {
      commit();
      switchDomains();
      this.#configuration = configuration;
      this.#pipeline.delivery.forget();
      this.#stages.clear();
      for (const [stage, { deployment }] of this.#authorizerCaches) {
        if (configuration.deploymentOf(stage) !== deployment) this.#authorizerCaches.delete(stage);
      }
      await switchUsage();
    };
  }

  /** Calls back once for every request to a stage that exists, when it is answered; returns how to stop that. */
  onRequest(listener: (region: string, request: ApiRequest) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Forgets what authorizers answered for a stage (`FlushStageAuthorizersCache`). */
  flushAuthorizers(api: string, stage: string): void {
    this.#authorizerCaches.get(`${api}/${stage}`)?.cache.flush();
  }

  close(): Promise<void> {
    return this.usage.close();
  }

  resourcePolicy(arn: string): CompiledPolicy | undefined {
    const [api = '', stage = ''] = (arn.split(':')[5] ?? '').split('/');
    return this.#stage(api, stage)?.api.policy;
  }

  serve(request: EdgeRequest): Promise<Reply> {
    const stage = this.#stage(request.apiId, request.stage);
    return stage === undefined ? Promise.resolve(unknownStage(request)) : serve(request, stage, this.#pipeline);
  }

  customDomain(host: string): CustomDomain | undefined {
    return this.domains.customDomain(host);
  }

  route(host: string, rawPath: string): EdgeRoute | undefined {
    return this.domains.route(host, rawPath);
  }

  #stage(api: string, name: string): CompiledStage | undefined {
    const key = `${api}/${name}`;
    let stage = this.#stages.get(key);
    if (stage === undefined) {
      stage = this.#configuration.compileStage(api, name, this.deployments, (id, rate, burst) =>
        this.#bucket(id, rate, burst),
      );
      if (stage !== undefined) this.#stages.set(key, stage);
    }
    return stage;
  }

  /** Another deployment begins with an empty cache, the same one goes on with its own, whatever else an apply changed. */
  #authorizerCache({ api, name, deploymentId }: CompiledStage): AuthorizerCache {
    const key = `${api.id}/${name}`;
    let entry = this.#authorizerCaches.get(key);
    if (entry?.deployment !== deploymentId) {
      entry = { deployment: deploymentId, cache: new AuthorizerCache() };
      this.#authorizerCaches.set(key, entry);
    }
    return entry.cache;
  }

  /** A bucket lives on through deployments that leave its limits alone. */
  #bucket(id: string, rate: number, burst: number): TokenBucket {
    let bucket = this.#buckets.get(id);
    if (bucket === undefined || bucket.rate !== rate || bucket.burst !== burst) {
      bucket = new TokenBucket(rate, burst);
      this.#buckets.set(id, bucket);
    }
    return bucket;
  }

  #accountBucket(region: string): TokenBucket {
    let bucket = this.#accountBuckets.get(region);
    if (bucket === undefined) {
      bucket = new TokenBucket(ACCOUNT_RATE, ACCOUNT_BURST);
      this.#accountBuckets.set(region, bucket);
    }
    return bucket;
  }
}
