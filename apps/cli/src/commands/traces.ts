import { callAws } from '../cloud/aws-call.ts';
import { isRecord } from '../cloud/control-client.ts';
import { CliError } from '../errors.ts';
import { deployedGraph, openStack } from '../local-stack.ts';
import type { Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';

export interface TracesOptions extends StackOptions {
  /** Only the newest. */
  readonly last: string;
}

const HOUR_SECONDS = 3600;

interface Segment {
  readonly name: string;
  readonly id: string;
  readonly parent_id?: string;
  readonly origin?: string;
  readonly start_time: number;
  readonly end_time?: number;
  readonly fault?: boolean;
  readonly error?: boolean;
  readonly http?: { readonly response?: { readonly status?: number } };
}

/** Prints the newest traces of the last hour in the stack's region: what each sampled request met on its way. */
export async function traces(workspace: Workspace, options: TracesOptions): Promise<void> {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') throw new CliError(`'${options.stack}' is on AWS: use 'aws xray get-trace-summaries'.`);
  const graph = deployedGraph(stack);
  if (graph === undefined) throw new CliError(`${options.stack} is not deployed.`);
  const last = Number(options.last);
  if (!Number.isSafeInteger(last) || last < 1)
    throw new CliError(`--last must be a whole number from 1, not '${options.last}'.`);
  const region = String(stack.config.config['aws:region'] ?? graph.outputs['region'] ?? 'us-east-1');
  const ask = async (path: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const headers = { 'content-type': 'application/json' };
    const reply: unknown = JSON.parse(
      await callAws(workspace, { service: 'xray', region, path, headers, body: JSON.stringify(input) }),
    );
    return isRecord(reply) ? reply : {};
  };
  const now = Date.now() / 1000;
  const { TraceSummaries: found } = await ask('/TraceSummaries', { StartTime: now - HOUR_SECONDS, EndTime: now + 60 });
  const ids = (Array.isArray(found) ? found.filter(isRecord) : []).slice(0, last).map(({ Id }) => String(Id));
  if (ids.length === 0) return;
  const { Traces: whole } = await ask('/Traces', { TraceIds: ids });
  for (const trace of (Array.isArray(whole) ? whole.filter(isRecord) : []).toReversed()) {
    const segments = (Array.isArray(trace['Segments']) ? trace['Segments'].filter(isRecord) : []).map(
      ({ Document: document }) => JSON.parse(String(document)) as Segment,
    );
    if (options.json === true) console.log(JSON.stringify({ id: trace['Id'], segments }));
    else console.log([String(trace['Id']), ...tree(segments)].join('\n'));
  }
}

/** Segments below the one that called them. */
function tree(segments: readonly Segment[], parent?: Segment, depth = 1): readonly string[] {
  const ids = new Set(segments.map(({ id }) => id));
  const start = Math.min(...segments.map(({ start_time: at }) => at));
  return segments
    .filter(({ parent_id: caller }) =>
      parent === undefined ? caller === undefined || !ids.has(caller) : caller === parent.id,
    )
    .toSorted((a, b) => a.start_time - b.start_time)
    .flatMap((segment) => [line(segment, start, depth), ...tree(segments, segment, depth + 1)]);
}

function line(segment: Segment, start: number, depth: number): string {
  const { end_time: end = segment.start_time, error, fault, http, name, origin, start_time: begin } = segment;
  const times = `${milliseconds(begin - start)} + ${milliseconds(end - begin)}`;
  const outcome = [http?.response?.status, fault === true ? 'fault' : error === true ? 'error' : undefined];
  return `${'  '.repeat(depth)}${name} ${origin ?? ''} ${times} ${outcome.filter(Boolean).join(' ')}`.trimEnd();
}

const milliseconds = (seconds: number): string => `${Math.round(seconds * 1000)} ms`;
