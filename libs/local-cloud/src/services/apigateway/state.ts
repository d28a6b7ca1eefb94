import type { CompiledPolicy } from '@palisade/policies';
import type { EdgeRequest, EdgeState } from '../../kernel/edge.ts';
import type { Host } from '../../kernel/host.ts';
import type { CloudView, ServiceState } from '../../kernel/service.ts';
import type { Reply } from '../../kernel/wire.ts';
import type { CompiledStage } from './compiled/compiled-stage.ts';
import { TokenBucket } from './compiled/token-bucket.ts';
import { Configuration, emptyConfiguration } from './configuration.ts';
import { LogDelivery } from './logging/log-delivery.ts';
import type { FunctionInvoker } from './pipeline/function-invoker.ts';
import { serve, unknownStage, type Pipeline } from './pipeline/serve.ts';
import { Deployments } from './snapshot/deployments.ts';

/** Source: API Gateway Developer Guide, "Account-level throttling per Region". */
const ACCOUNT_RATE = 10_000;
const ACCOUNT_BURST = 5_000;

/** REST APIs: the graph configures them, deployments are data. */
export class ApiGatewayState implements ServiceState, EdgeState {
  readonly host: Host;
  readonly deployments: Deployments;
  readonly #pipeline: Pipeline;
  readonly #accountBuckets = new Map<string, TokenBucket>();
  readonly #buckets = new Map<string, TokenBucket>();
  /** Stages are compiled when they are first asked for. */
  readonly #stages = new Map<string, CompiledStage>();
  #configuration: Configuration = emptyConfiguration;

  constructor(host: Host, functions: FunctionInvoker) {
    this.host = host;
    this.deployments = new Deployments(host);
    this.#pipeline = {
      host,
      functions,
      delivery: new LogDelivery(host, (region) => this.#configuration.cloudWatchRole(region)),
      accountBucket: (region) => this.#accountBucket(region),
    };
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  interpret(view: CloudView): () => void {
    const configuration = new Configuration(view, this.host);
    const commit = this.deployments.prepare(view);
    return () => {
      commit();
      this.#configuration = configuration;
      this.#pipeline.delivery.forget();
      this.#stages.clear();
    };
  }

  resourcePolicy(arn: string): CompiledPolicy | undefined {
    const [api = '', stage = ''] = (arn.split(':')[5] ?? '').split('/');
    return this.#stage(api, stage)?.api.policy;
  }

  serve(request: EdgeRequest): Promise<Reply> {
    const stage = this.#stage(request.apiId, request.stage);
    return stage === undefined ? Promise.resolve(unknownStage(request)) : serve(request, stage, this.#pipeline);
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
