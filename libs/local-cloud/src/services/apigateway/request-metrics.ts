import type { Host } from '../../kernel/host.ts';
import type { CompiledMethod } from './compiled/compiled-api.ts';
import type { CompiledStage } from './compiled/compiled-stage.ts';
import type { Transaction } from './pipeline/transaction.ts';

type Dimensions = readonly Readonly<Record<string, string>>[];

/**
 * What stages measure of themselves: by API and by stage, with `metricsEnabled` by method too.
 * Source: API Gateway Developer Guide, "Amazon API Gateway dimensions and metrics".
 */
export class RequestMetrics {
  readonly #host: Pick<Host, 'clock' | 'metrics'>;
  /** Made once: CloudWatch knows them again. */
  readonly #dimensions = new WeakMap<CompiledStage, Map<CompiledMethod | undefined, Dimensions>>();

  constructor(host: Pick<Host, 'clock' | 'metrics'>) {
    this.#host = host;
  }

  record({ integration, method, responseLatency, stage, status }: Transaction): void {
    const dimensions = this.#dimensionsOf(stage, method);
    const common = {
      region: stage.place.region,
      namespace: 'AWS/ApiGateway',
      dimensions,
      timestamp: this.#host.clock.now(),
    };
    const { metrics } = this.#host;
    metrics.record({ ...common, name: 'Count', value: 1, unit: 'Count' });
    metrics.record({ ...common, name: '4XXError', value: status >= 400 && status < 500 ? 1 : 0, unit: 'Count' });
    metrics.record({ ...common, name: '5XXError', value: status >= 500 ? 1 : 0, unit: 'Count' });
    metrics.record({ ...common, name: 'Latency', value: responseLatency, unit: 'Milliseconds' });
    if (integration === undefined) return;
    metrics.record({ ...common, name: 'IntegrationLatency', value: integration.latency, unit: 'Milliseconds' });
  }

  #dimensionsOf(stage: CompiledStage, method: CompiledMethod | undefined): Dimensions {
    let ofStage = this.#dimensions.get(stage);
    if (ofStage === undefined)
      this.#dimensions.set(stage, (ofStage = new Map<CompiledMethod | undefined, Dimensions>()));
    let dimensions = ofStage.get(method);
    if (dimensions === undefined) ofStage.set(method, (dimensions = dimensionsOf(stage, method)));
    return dimensions;
  }
}

function dimensionsOf(stage: CompiledStage, method: CompiledMethod | undefined): Dimensions {
  const ApiName = stage.api.snapshot.name;
  const common = [{ ApiName }, { ApiName, Stage: stage.name }];
  if (method === undefined || !stage.settings(method).metricsEnabled) return common;
  return [
    ...common,
    { ApiName, Stage: stage.name, Method: method.definition.httpMethod, Resource: method.resource.path },
  ];
}
