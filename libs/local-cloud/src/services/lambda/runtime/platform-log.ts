import { formatArn } from '@palisade/policies';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { Outcome } from './outcome.ts';

/** What Lambda measured of one invocation. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  /** Of the environment's first invocation only. */
  readonly initMs?: number;
  readonly memoryBytes: number;
  readonly outcome: Outcome;
}

const MEBIBYTE = 1_048_576;

/**
 * The lines Lambda itself writes about a function, in its text or JSON format.
 * Source: Lambda Developer Guide, "Log and monitor": text log lines, "System log level event mapping".
 */
export class PlatformLog {
  readonly #configuration: FunctionConfiguration;
  readonly #now: () => number;

  constructor(configuration: FunctionConfiguration, now: () => number) {
    this.#configuration = configuration;
    this.#now = now;
  }

  initStart(): readonly string[] {
    const { name, region, runtime } = this.#configuration;
    const runtimeVersion = `nodejs:${runtime.slice(6, 8)}.palisade`;
    const runtimeVersionArn = formatArn({
      partition: 'aws',
      service: 'lambda',
      region,
      account: '',
      resource: `runtime:${runtimeVersion}`,
    });
    if (this.#isText)
      return [`INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${runtimeVersionArn}`];
    return this.#event('INFO', 'initStart', {
      initializationType: 'on-demand',
      phase: 'init',
      runtimeVersion,
      runtimeVersionArn,
      functionName: name,
      functionVersion: '$LATEST',
    });
  }

  /** An initialisation that failed or took too long. */
  initReport(status: 'error' | 'timeout', durationMs: number, errorType: string): readonly string[] {
    if (this.#isText) {
      const error = status === 'error' ? `\tError Type: ${errorType}` : '';
      return [`INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: init\tStatus: ${status}${error}`];
    }
    return this.#event('WARN', 'initReport', {
      initializationType: 'on-demand',
      phase: 'init',
      status,
      errorType,
      metrics: { durationMs: round(durationMs) },
    });
  }

  start(requestId: string): readonly string[] {
    if (this.#isText) return [`START RequestId: ${requestId} Version: $LATEST`];
    return this.#event('INFO', 'start', { requestId, version: '$LATEST' });
  }

  end(report: Report): readonly string[] {
    return this.#isText ? this.#endText(report) : this.#endJson(report);
  }

  get #isText(): boolean {
    return this.#configuration.logging.format === 'Text';
  }

  #endText(report: Report): readonly string[] {
    const { requestId, outcome, durationMs, initMs } = report;
    const { memorySize, timeout } = this.#configuration;
    const problem =
      outcome.status === 'timeout'
        ? [`${new Date(this.#now()).toISOString()} ${requestId} Task timed out after ${timeout.toFixed(2)} seconds\n`]
        : outcome.status === 'failure'
          ? [`${errorMessage(outcome)}\n${outcome.errorType}`]
          : [];
    const fields = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${durationMs.toFixed(2)} ms`,
      `Billed Duration: ${billed(report)} ms`,
      `Memory Size: ${memorySize} MB`,
      `Max Memory Used: ${megabytes(report.memoryBytes)} MB`,
      ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
      ...(outcome.status === 'success' ? [] : [`Status: ${outcome.status === 'timeout' ? 'timeout' : 'error'}`]),
      ...(outcome.status === 'failure' ? [`Error Type: ${outcome.errorType}`] : []),
    ];
    return [...problem, `END RequestId: ${requestId}`, `${fields.join('\t')}\t`];
  }

  #endJson(report: Report): readonly string[] {
    const { requestId, outcome, durationMs, initMs, memoryBytes } = report;
    const { status, errorType } = outcome;
    const failed = status !== 'success';
    const common = { requestId, status, ...(errorType !== undefined && { errorType }) };
    return [
      ...this.#event(failed ? 'WARN' : 'DEBUG', 'runtimeDone', {
        ...common,
        metrics: { durationMs: round(durationMs) },
      }),
      ...this.#event(failed ? 'WARN' : 'INFO', 'report', {
        ...common,
        metrics: {
          durationMs: round(durationMs),
          billedDurationMs: billed(report),
          memorySizeMB: this.#configuration.memorySize,
          maxMemoryUsedMB: megabytes(memoryBytes),
          ...(initMs !== undefined && { initDurationMs: round(initMs) }),
        },
      }),
    ];
  }

  #event(level: 'DEBUG' | 'INFO' | 'WARN', type: string, record: object): readonly string[] {
    const order = ['DEBUG', 'INFO', 'WARN'];
    if (order.indexOf(level) < order.indexOf(this.#configuration.logging.systemLevel)) return [];
    return [JSON.stringify({ time: new Date(this.#now()).toISOString(), type: `platform.${type}`, record })];
  }
}

/** Initialisation is billed too. Source: AWS Compute Blog, "AWS Lambda standardizes billing for INIT phase" (2025). */
function billed({ durationMs, initMs = 0 }: Report): number {
  return Math.ceil(durationMs + initMs);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / MEBIBYTE);
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

function errorMessage({ payload }: Outcome): string {
  return (JSON.parse(payload) as { errorMessage: string }).errorMessage;
}
