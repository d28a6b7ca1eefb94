import type { Host } from '../../kernel/host.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

type Dimensions = readonly Readonly<Record<string, string>>[];

const EVERY_FUNCTION: Dimensions = [{}];

/** What functions measure of themselves. Source: AWS Lambda Developer Guide, "Types of metrics for Lambda functions". */
export class FunctionMetrics {
  readonly #host: Pick<Host, 'clock' | 'metrics'>;
  /** By configuration and the ARN a caller named. Made once: CloudWatch knows them again. */
  readonly #dimensions = new WeakMap<FunctionConfiguration, Map<string, Dimensions>>();

  readonly #byName = new Map<string, Dimensions>();

  constructor(host: Pick<Host, 'clock' | 'metrics'>) {
    this.#host = host;
  }

  /** Invocations of the function, and of all functions, that run now that another one begins. */
  running({ name, region }: FunctionConfiguration, { all, own }: { readonly all: number; readonly own: number }): void {
    const common = {
      region,
      namespace: 'AWS/Lambda',
      name: 'ConcurrentExecutions',
      unit: 'Count',
      timestamp: this.#host.clock.now(),
    };
    this.#host.metrics.record({ ...common, dimensions: this.#named(name), value: own });
    this.#host.metrics.record({ ...common, dimensions: EVERY_FUNCTION, value: all });
  }

  /** An invocation that ran. Duration in milliseconds. */
  invoked(
    configuration: FunctionConfiguration,
    functionArn: string,
    { duration, failed }: { readonly duration: number; readonly failed: boolean },
  ): void {
    const common = this.#common(configuration, functionArn);
    const { metrics } = this.#host;
    metrics.record({ ...common, name: 'Invocations', value: 1, unit: 'Count' });
    metrics.record({ ...common, name: 'Errors', value: failed ? 1 : 0, unit: 'Count' });
    metrics.record({ ...common, name: 'Throttles', value: 0, unit: 'Count' });
    metrics.record({ ...common, name: 'Duration', value: duration, unit: 'Milliseconds' });
  }

  throttled(configuration: FunctionConfiguration, functionArn: string): void {
    this.#host.metrics.record({
      ...this.#common(configuration, functionArn),
      name: 'Throttles',
      value: 1,
      unit: 'Count',
    });
  }

  #named(FunctionName: string): Dimensions {
    let dimensions = this.#byName.get(FunctionName);
    if (dimensions === undefined) this.#byName.set(FunctionName, (dimensions = [{ FunctionName }]));
    return dimensions;
  }

  #common(configuration: FunctionConfiguration, functionArn: string) {
    const dimensions = this.#dimensionsOf(configuration, functionArn);
    return { region: configuration.region, namespace: 'AWS/Lambda', dimensions, timestamp: this.#host.clock.now() };
  }

  #dimensionsOf(configuration: FunctionConfiguration, functionArn: string): Dimensions {
    let byArn = this.#dimensions.get(configuration);
    if (byArn === undefined) this.#dimensions.set(configuration, (byArn = new Map<string, Dimensions>()));
    let dimensions = byArn.get(functionArn);
    if (dimensions === undefined) {
      const { name: FunctionName } = configuration;
      // `f`, or `f:alias`.
      const Resource = functionArn.split(':').slice(6).join(':');
      byArn.set(functionArn, (dimensions = [{}, { FunctionName }, { FunctionName, Resource }]));
    }
    return dimensions;
  }
}
