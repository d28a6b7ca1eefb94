import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../kernel/principal.ts';
import { AwsError } from '../../../kernel/errors.ts';
import type { Message } from '../queue/message.ts';
import type { Queue } from '../queue/queue.ts';
import type { SqsState } from '../state.ts';

export type MoveStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';

/** The redrive of one dead-letter queue. */
export interface MoveTask {
  readonly id: string;
  readonly sourceArn: string;
  /** Undefined: every message goes back where it came from. */
  readonly destinationArn: string | undefined;
  /** Messages a second; undefined: as fast as it goes. */
  readonly rate: number | undefined;
  readonly startedAt: number;
  /** Whose permissions open and encrypt the messages. */
  readonly principal: Principal;
  /** Messages there were when it began. */
  readonly toMove: number;
  /** ARNs of the queues that the principal may send to. */
  readonly mayReach: Set<string>;
  status: MoveStatus;
  moved: number;
  failure?: string;
}

/** AWS tells of the last ten tasks of a queue. */
const REMEMBERED = 10;
const BATCH = 100;
const SECOND = 1000;

/** Redrives of dead-letter queues. A task lives as long as the cloud runs; the messages it has moved stay where they are. */
export class MoveTasks {
  readonly #state: SqsState;
  readonly #tasks = new Map<string, MoveTask[]>();
  #closed = false;

  constructor(state: SqsState) {
    this.#state = state;
  }

  /** Of that source, latest first. */
  of(sourceArn: string): readonly MoveTask[] {
    return this.#tasks.get(sourceArn) ?? [];
  }

  running(sourceArn: string): MoveTask | undefined {
    return this.of(sourceArn).find(({ status }) => status === 'RUNNING');
  }

  start(request: Pick<MoveTask, 'sourceArn' | 'destinationArn' | 'rate' | 'principal'>): MoveTask {
    const { sourceArn } = request;
    const { visible } = this.#state.counts(sourceArn);
    const task: MoveTask = {
      ...request,
      id: randomUUID(),
      startedAt: this.#state.host.clock.now(),
      toMove: visible,
      mayReach: new Set(request.destinationArn === undefined ? [] : [request.destinationArn]),
      status: 'RUNNING',
      moved: 0,
    };
    this.#tasks.set(sourceArn, [task, ...this.of(sourceArn)].slice(0, REMEMBERED));
    void this.#run(task);
    return task;
  }

  /** Ends a task; what it has moved stays moved. */
  cancel(task: MoveTask): void {
    task.status = 'CANCELLED';
  }

  close(): void {
    this.#closed = true;
  }

  async #run(task: MoveTask): Promise<void> {
    try {
      while (task.status === 'RUNNING' && !this.#closed) {
        const moved = await this.#step(task, Math.min(task.rate ?? BATCH, task.toMove - task.moved));
        if (moved === 0) {
          task.status = 'COMPLETED';
        } else if (task.rate !== undefined) {
          this.#state.host.scheduler.at(this.#state.host.clock.now() + SECOND, () => this.#run(task));
          return;
        }
      }
    } catch (error) {
      task.status = 'FAILED';
      task.failure = error instanceof AwsError ? error.code : 'InternalFailure';
      if (!(error instanceof AwsError)) this.#state.host.log(`sqs: a message move task failed: ${String(error)}`);
    }
  }

  async #step(task: MoveTask, most: number): Promise<number> {
    const source = this.#state.queue(task.sourceArn);
    const messages = most <= 0 ? [] : source.available(most);
    for (const message of messages) {
      if (task.status !== 'RUNNING') break;
      await this.#move(message, source, task);
      task.moved++;
    }
    return messages.length;
  }

  /** As a new message, with an id, a time and a retention of its own. */
  async #move(message: Message, source: Queue, { destinationArn, mayReach, principal }: MoveTask): Promise<void> {
    const to = destinationArn ?? message.deadLetterSource;
    if (to === undefined)
      throw new AwsError('CouldNotDetermineMessageSource', 'The message names no source queue.', 400);
    // Where a message came from may be a queue that nobody was asked about: it has other dead letters, or none, by now.
    if (!mayReach.has(to)) this.#state.authorise('SendMessage', this.#state.queue(to).configuration, principal);
    mayReach.add(to);
    const { sealer } = this.#state;
    const content = sealer.open(source.configuration, message, principal);
    const { deduplicationId, groupId } = message;
    const moved = { content, delay: 0, groupId, deduplicationId };
    await this.#state.accept(this.#state.queue(to), moved, principal, { evenDuplicate: true });
    await source.remove([message]);
  }
}
