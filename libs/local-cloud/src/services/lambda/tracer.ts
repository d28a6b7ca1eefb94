import type { Host } from '../../kernel/host.ts';
import { newSegmentId, newTraceId, readTraceHeader, Sampler, writeTraceHeader } from '../../kernel/traces.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { functionSession } from './function-session.ts';
import type { Outcome } from './runtime/outcome.ts';

/** One invocation as X-Ray sees it. */
export interface InvocationTrace {
  /** What function code finds in `_X_AMZN_TRACE_ID`. */
  readonly header: string;
  /** Told how it ended; nothing for an invocation that could not be run. */
  end(outcome: Outcome | undefined): void;
}

/**
 * Traces the invocations of functions. With active tracing Lambda decides about requests that nobody has decided about, and
 * writes segments as the execution role; without it, the header is passed through.
 * Source: Lambda Developer Guide, "Visualize Lambda function invocations using AWS X-Ray".
 */
export class Tracer {
  readonly #host: Host;
  /** By function ARN. */
  readonly #samplers = new Map<string, Sampler>();

  constructor(host: Host) {
    this.#host = host;
  }

  begin(configuration: FunctionConfiguration, given: string | undefined): InvocationTrace {
    const startTime = this.#host.clock.now();
    const { parent, root = newTraceId(startTime), sampled } = readTraceHeader(given) ?? {};
    const traced = sampled ?? (configuration.tracing === 'Active' && this.#samples(configuration.arn, startTime));
    const [service, code] = [newSegmentId(), newSegmentId()];
    const header = writeTraceHeader({ root, parent: traced ? code : (parent ?? service), sampled: traced });
    if (!traced || configuration.tracing !== 'Active') return { header, end: () => undefined };
    return {
      header,
      end: (outcome) => {
        if (!this.#mayTrace(configuration)) return;
        const { arn, name, region } = configuration;
        const failed = outcome !== undefined && outcome.status !== 'success';
        const common = { region, traceId: root, name, startTime, endTime: this.#host.clock.now() };
        this.#host.traces.record({
          ...common,
          id: service,
          ...(parent !== undefined && { parentId: parent }),
          origin: 'AWS::Lambda',
          resourceArn: arn,
          http: { status: outcome === undefined ? 429 : 200 },
          ...(outcome === undefined && { error: true, throttle: true }),
        });
        if (outcome === undefined) return;
        this.#host.traces.record({
          ...common,
          id: code,
          parentId: service,
          origin: 'AWS::Lambda::Function',
          resourceArn: arn,
          ...(failed && { fault: true }),
        });
      },
    };
  }

  #samples(arn: string, now: number): boolean {
    let sampler = this.#samplers.get(arn);
    if (sampler === undefined) {
      sampler = new Sampler();
      this.#samplers.set(arn, sampler);
    }
    return sampler.samples(now);
  }

  #mayTrace(configuration: FunctionConfiguration): boolean {
    const principal = functionSession(this.#host, configuration);
    if (principal === undefined) return false;
    const permission = { action: 'xray:PutTraceSegments', resource: '*' };
    return this.#host.authorise({ principal, region: configuration.region, permission }).verdict === 'Allowed';
  }
}
