import { callJson } from '../cloud/json-call.ts';
import { CliError } from '../errors.ts';
import { deployedGraph, openStack } from '../local-stack.ts';
import { printable } from '../output/printable.ts';
import type { Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';

export interface LogsOptions extends StackOptions {
  readonly group?: string;
  readonly filter?: string;
}

interface LogEvent {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly message: string;
}

/** Prints the events of a stack's log groups, oldest first. On AWS, `aws logs tail` does this. */
export async function logs(workspace: Workspace, options: LogsOptions): Promise<void> {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') throw new CliError(`'${options.stack}' is on AWS: use 'aws logs tail <group>'.`);
  const graph = deployedGraph(stack);
  if (graph === undefined) throw new CliError(`${options.stack} is not deployed.`);
  const groups = graph.resources
    .filter(
      ({ type, id }) =>
        type === 'aws:cloudwatch/logGroup:LogGroup' && (options.group === undefined || id === options.group),
    )
    .map(({ id, outputs }) => ({ name: id, region: String(outputs['region']) }));
  if (groups.length === 0)
    throw new CliError(`${options.stack} has no log group${options.group ? ` ${options.group}` : 's'}.`);
  const events = (await Promise.all(groups.map((group) => groupEvents(workspace, group, options.filter)))).flat();
  events.sort((a, b) => a.timestamp - b.timestamp);
  for (const event of events) {
    if (options.json === true) console.log(JSON.stringify(event));
    else
      console.log(
        `${new Date(event.timestamp).toISOString()} ${event.logGroupName} ${printable(event.message.trimEnd())}`,
      );
  }
}

async function groupEvents(
  workspace: Workspace,
  { name, region }: { name: string; region: string },
  filter: string | undefined,
): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  let nextToken: string | undefined;
  do {
    const reply = await callJson(workspace, {
      service: 'logs',
      region,
      target: 'Logs_20140328.FilterLogEvents',
      version: '1.1',
      input: { logGroupName: name, filterPattern: filter, nextToken },
    });
    if (!Array.isArray(reply['events'])) throw new CliError('logs:FilterLogEvents answered without events.');
    for (const event of reply['events'] as LogEvent[]) events.push({ ...event, logGroupName: name });
    nextToken = typeof reply['nextToken'] === 'string' ? reply['nextToken'] : undefined;
  } while (nextToken !== undefined);
  return events;
}
