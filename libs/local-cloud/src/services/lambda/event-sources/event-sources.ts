import type { Host } from '../../../kernel/host.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { functionSession } from '../function-session.ts';
import type { Invoker } from '../invoker.ts';
import { handOver } from '../hand-over.ts';
import { Checkpoints } from './checkpoints.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { QueuePoller } from './queue-poller.ts';
import { ShardPoller } from './shard-poller.ts';
import { shardsOf, type ShardReader } from './stream-reader.ts';

/** What reads a source for one mapping. */
interface Poller {
  stop(): void;
}

export interface EventSourcesOptions {
  readonly host: Host;
  readonly invoker: Invoker;
  readonly find: (functionArn: string) => FunctionConfiguration | undefined;
  /** Queues an event for a function that is the destination of another one's failures. */
  readonly invoke: (functionArn: string, event: string) => Promise<void>;
}

/** The pollers of all mappings. They begin once every service has followed a deployment, and end with their mapping. */
export class EventSources {
  readonly #options: EventSourcesOptions;
  readonly #checkpoints = new Map<string, Checkpoints>();
  /** By uuid, with what the mapping was when its pollers began. */
  readonly #running = new Map<string, { readonly revision: string; readonly pollers: readonly Poller[] }>();
  #mappings: readonly EventSourceMapping[] = [];
  #closed = false;

  constructor(options: EventSourcesOptions) {
    this.#options = options;
  }

  get mappings(): readonly EventSourceMapping[] {
    return this.#mappings;
  }

  /** Opens what the stacks left on disk; may fail, and changes nothing yet. */
  prepare(mappings: readonly EventSourceMapping[]): void {
    for (const { stack } of mappings) {
      if (!this.#checkpoints.has(stack)) this.#checkpoints.set(stack, new Checkpoints(this.#options.host, stack));
    }
  }

  /** Ends the pollers of mappings that are gone or have changed. */
  async follow(mappings: readonly EventSourceMapping[], stacks: ReadonlySet<string>): Promise<void> {
    this.#mappings = mappings;
    const revisions = new Map(mappings.map((mapping) => [mapping.uuid, revisionOf(mapping)]));
    for (const [uuid, { revision, pollers }] of this.#running) {
      if (revisions.get(uuid) === revision) continue;
      for (const poller of pollers) poller.stop();
      this.#running.delete(uuid);
    }
    for (const [stack, checkpoints] of this.#checkpoints) {
      if (stacks.has(stack)) continue;
      this.#checkpoints.delete(stack);
      await checkpoints.close();
    }
  }

  /** Begins to read what is not read yet. */
  resume(): void {
    if (this.#closed) return;
    for (const mapping of this.#mappings) {
      if (!mapping.enabled || this.#running.has(mapping.uuid)) continue;
      this.#running.set(mapping.uuid, { revision: revisionOf(mapping), pollers: this.#start(mapping) });
    }
  }

  stop(): void {
    this.#closed = true;
    for (const { pollers } of this.#running.values()) for (const poller of pollers) poller.stop();
    this.#running.clear();
  }

  async close(): Promise<void> {
    for (const checkpoints of this.#checkpoints.values()) await checkpoints.close();
  }

  #start(mapping: EventSourceMapping): readonly Poller[] {
    const { find, host, invoker } = this.#options;
    if (mapping.sourceArn.includes(':sqs:')) return [new QueuePoller(host, invoker, find, mapping)];
    const role = () => {
      const configuration = find(mapping.functionArn);
      return configuration && functionSession(host, configuration);
    };
    return shardsOf(host, mapping, role).map((shard) => this.#readShard(mapping, shard));
  }

  #readShard(mapping: EventSourceMapping, shard: ShardReader): Poller {
    const { find, host, invoke, invoker } = this.#options;
    const checkpoints = this.#checkpoints.get(mapping.stack) as Checkpoints;
    const { functionArn, onFailureArn, startingPosition, uuid } = mapping;
    let position = checkpoints.get(uuid, shard.shardId);
    if (position === undefined && startingPosition === 'LATEST') {
      position = shard.latest();
      // Without a mark, what is written until the next start would count as old then.
      void checkpoints
        .set(uuid, shard.shardId, position ?? '')
        .catch((error: Error) => host.log(`lambda: ${error.message}`));
    }
    return new ShardPoller({
      host,
      mapping,
      shard,
      find: () => find(functionArn),
      run: async (configuration, event) => (await invoker.run(configuration, { functionArn, event })).outcome,
      handOver: async (configuration, body) => {
        try {
          await handOver(host, configuration, onFailureArn ?? '', { body }, invoke);
        } catch (error) {
          host.log(
            `lambda: records of ${mapping.sourceArn} were given up, and ${onFailureArn} was not told: ${(error as Error).message}`,
          );
        }
      },
      position: position === '' ? undefined : position,
      remember: (sequenceNumber) => checkpoints.set(uuid, shard.shardId, sequenceNumber),
    });
  }
}

function revisionOf(mapping: EventSourceMapping): string {
  return JSON.stringify(mapping);
}
