import type { Graph, Properties, Resource } from '@palisade/local-engine';

/** Where the messages of a dead-letter queue came from, and so where they go when they are redriven. */
export type Origin =
  /** Events of a function, as they were. */
  | { readonly kind: 'events'; readonly functionName: string }
  /** Records of a function's failed events; the event is in them. */
  | { readonly kind: 'records'; readonly functionName: string }
  /** Where a function gave up records of a stream. */
  | { readonly kind: 'stream'; readonly functionName: string }
  /** Messages of another queue. */
  | { readonly kind: 'queue'; readonly queueName: string };

export interface DeadLetterQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly region: string;
  readonly origins: readonly Origin[];
}

/** The queues of a stack that something else puts its failures into. */
export function deadLetterQueues(graph: Graph): readonly DeadLetterQueue[] {
  const origins = [...originsOf(graph)];
  return ofType(graph, 'aws:sqs/queue:Queue')
    .map(({ id, outputs }) => ({
      name: textOf(outputs, 'name'),
      arn: textOf(outputs, 'arn'),
      url: id,
      region: textOf(outputs, 'region'),
      origins: origins.filter(([arn]) => arn === outputs['arn']).map(([, origin]) => origin),
    }))
    .filter((queue) => queue.origins.length > 0);
}

function* originsOf(graph: Graph): Generator<readonly [arn: string, origin: Origin]> {
  for (const { outputs } of ofType(graph, 'aws:lambda/function:Function')) {
    const arn = textOf(blockOf(outputs, 'deadLetterConfig'), 'targetArn');
    yield [arn, { kind: 'events', functionName: textOf(outputs, 'name') }];
  }
  for (const { outputs } of ofType(graph, 'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig')) {
    const arn = textOf(onFailure(outputs), 'destination');
    yield [arn, { kind: 'records', functionName: textOf(outputs, 'functionName') }];
  }
  for (const { outputs } of ofType(graph, 'aws:lambda/eventSourceMapping:EventSourceMapping')) {
    const arn = textOf(onFailure(outputs), 'destinationArn');
    yield [arn, { kind: 'stream', functionName: textOf(outputs, 'functionName') }];
  }
  for (const { outputs } of ofType(graph, 'aws:sqs/queue:Queue')) {
    const policy = textOf(outputs, 'redrivePolicy');
    const target: unknown = policy === '' ? {} : JSON.parse(policy);
    const arn = textOf(target as Properties, 'deadLetterTargetArn');
    yield [arn, { kind: 'queue', queueName: textOf(outputs, 'name') }];
  }
}

function onFailure(outputs: Properties): Properties {
  return blockOf(blockOf(outputs, 'destinationConfig'), 'onFailure');
}

function ofType({ resources }: Graph, type: string): readonly Resource[] {
  return resources.filter((resource) => resource.type === type && !resource.external);
}

function textOf(properties: Properties, name: string): string {
  const value = properties[name];
  return typeof value === 'string' ? value : '';
}

function blockOf(properties: Properties, name: string): Properties {
  const value = properties[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : {};
}
