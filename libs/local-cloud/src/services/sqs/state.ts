import { randomUUID } from 'node:crypto';
import type { CompiledPolicy } from '@palisade/policies';
import { denial } from '../../gateway/denial.ts';
import type { Host } from '../../kernel/host.ts';
import type { Permission } from '../../kernel/operation.ts';
import type { Principal } from '../../kernel/principal.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import {
  MessageNotInflight,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  ReceiptHandleExpired,
  ServiceUnavailable,
} from './errors.ts';
import { checkMessage, type CheckedMessage } from './message-input.ts';
import { MoveTasks } from './moves/move-tasks.ts';
import { contentBytes, type MessageAttributes } from './queue/content.ts';
import type { Message } from './queue/message.ts';
import type { Accepted, Counts, Queue, ReceiveRequest } from './queue/queue.ts';
import type { Receipt } from './queue/receipt-handle.ts';
import { readQueues, type QueueConfiguration } from './queue-configuration.ts';
import { QueueMetrics } from './queue-metrics.ts';
import { QueueStore } from './queue-store.ts';
import { receivedMessage, type ReceivedMessage } from './received-message.ts';
import { MessageSealer } from './sealing/message-sealer.ts';

/** A message that another service sends, for itself or for its caller. */
export interface SendRequest {
  readonly queueArn: string;
  readonly body: string;
  readonly attributes?: MessageAttributes;
  readonly principal: Principal;
  /** `aws:SourceArn`, where it is not the principal's. */
  readonly sourceArn?: string;
  /** Of FIFO queues. */
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** `X-Amzn-Trace-Id`. */
  readonly traceHeader?: string;
}

export interface ReceiveOptions {
  /** Who receives: decides about `sqs:ReceiveMessage` and about the queue's KMS key. Without it only queues without one can be read. */
  readonly principal?: Principal;
  /** Seconds; the queue's own if left out. */
  readonly visibilityTimeout?: number;
  /** Seconds to wait for the first message; none unless said. */
  readonly wait?: number;
}

/** Expired messages go, and depths are measured, that often. */
const SWEEP_INTERVAL = 60_000;

/** Queues of all stacks and their messages. The graph says which queues there are and how they work; messages are data. */
export class SqsState implements ServiceState {
  readonly host: Host;
  readonly sealer: MessageSealer;
  readonly moves: MoveTasks;
  readonly #metrics: QueueMetrics;
  readonly #stores = new Map<string, QueueStore>();
  /** By ARN. */
  readonly #queues = new Map<string, Queue>();
  /** Opened for a deployment that has not been switched to (yet). */
  readonly #prepared = new Map<string, Queue>();
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(host: Host) {
    this.host = host;
    this.sealer = new MessageSealer(host, (stack) => this.#store(stack).messageKey);
    this.moves = new MoveTasks(this);
    this.#metrics = new QueueMetrics(host);
    host.scheduler.every(SWEEP_INTERVAL, () => this.#sweep());
  }

  interpret(view: CloudView): () => Promise<void> {
    const { problems, queues } = readQueues(view, this.host.accountId);
    if (problems.length > 0) throw new ApplyError(problems);
    // Opening files may fail, switching over must not. A journal without messages changes nothing if the apply goes no further.
    for (const configuration of queues.values()) {
      const { arn, stack } = configuration;
      if (this.#queues.get(arn)?.configuration.stack === stack) continue;
      const prepared = this.#prepared.get(arn);
      if (prepared?.configuration.stack === stack) continue;
      void prepared?.close();
      this.#prepared.set(arn, this.#store(stack).open(configuration));
    }
    return () => this.#switchOver(queues, new Set(view.stacks.keys()));
  }

  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.#queues.get(arn)?.configuration.policy?.compiled;
  }

  find(queueArn: string): Queue | undefined {
    return this.#queues.get(queueArn);
  }

  /** Throws QueueDoesNotExist. */
  queue(queueArn: string): Queue {
    const queue = this.#queues.get(queueArn);
    if (queue === undefined) throw new QueueDoesNotExist();
    return queue;
  }

  queues(region: string): readonly Queue[] {
    return [...this.#queues.values()].filter(({ configuration }) => configuration.region === region);
  }

  /** Queues that use that one as their dead-letter queue. */
  sourcesOf(deadLetterArn: string): readonly Queue[] {
    return [...this.#queues.values()].filter(
      ({ configuration: { redrive } }) => redrive?.deadLetterTargetArn === deadLetterArn,
    );
  }

  /** How many messages a queue has. Throws QueueDoesNotExist. */
  counts(queueArn: string): Counts {
    return this.queue(queueArn).counts();
  }

  /**
   * Sends for a service: asks the queue's policy, the principal's own and the queue's key. Resolves with the message id once the
   * message is on disk. Rejects with AwsError: QueueDoesNotExist, AccessDeniedException, KmsAccessDenied, InvalidParameterValue.
   */
  async send(request: SendRequest): Promise<string> {
    const { body, deduplicationId, groupId, principal, queueArn, sourceArn, traceHeader } = request;
    const queue = this.queue(queueArn);
    this.authorise('SendMessage', queue.configuration, principal, sourceArn);
    const content = { body, attributes: request.attributes ?? {}, ...(traceHeader !== undefined && { traceHeader }) };
    const message = checkMessage({ content, groupId, deduplicationId }, queue.configuration);
    return (await this.accept(queue, message, principal)).id;
  }

  /** Takes a checked message in; its sender has been authorised. `evenDuplicate`: also one that was here within five minutes. */
  async accept(
    queue: Queue,
    checked: CheckedMessage,
    principal: Principal,
    options: { readonly evenDuplicate?: boolean } = {},
  ): Promise<Accepted> {
    const { content, deduplicationId, delay, groupId } = checked;
    const id = randomUUID();
    const sealed = this.sealer.seal(queue.configuration, id, content, principal);
    const draft = {
      id,
      sealed,
      sentAt: this.host.clock.now(),
      senderId: senderId(principal),
      delay,
      groupId,
      deduplicationId,
      ...options,
    };
    const accepted = await stored(queue.send(draft));
    this.#metrics.sent(queue.configuration, contentBytes(content));
    return accepted;
  }

  /**
   * Receives for a service, e.g. a poller. Rejects with AwsError: QueueDoesNotExist, AccessDeniedException, KmsAccessDenied.
   */
  async receive(queueArn: string, max: number, options: ReceiveOptions = {}): Promise<readonly ReceivedMessage[]> {
    const queue = this.queue(queueArn);
    const { principal = { kind: 'anonymous' }, visibilityTimeout, wait = 0 } = options;
    if (options.principal !== undefined) this.authorise('ReceiveMessage', queue.configuration, principal);
    return this.take(queue, principal, {
      max,
      visibilityTimeout:
        visibilityTimeout === undefined ? queue.configuration.visibilityTimeout : visibilityTimeout * 1000,
      wait: wait * 1000,
    });
  }

  /** Receives for somebody who has been authorised. Durations in milliseconds. */
  async take(
    queue: Queue,
    principal: Principal,
    request: Pick<ReceiveRequest, 'max' | 'onGone' | 'visibilityTimeout' | 'wait'>,
  ): Promise<readonly ReceivedMessage[]> {
    const deliveries = await stored(
      queue.receive({
        ...request,
        open: (message) => this.sealer.open(queue.configuration, message, principal),
        deadLetter: (message) => this.#deadLetter(queue.configuration, message),
      }),
    );
    const { arn, fifo, stack } = queue.configuration;
    this.#metrics.received(queue.configuration, deliveries.length);
    const { receipts } = this.#store(stack);
    return deliveries.map((delivery) => receivedMessage(delivery, receipts.write(arn, delivery.message), fifo));
  }

  /** Deletes a received message; the caller may do so. Rejects with ReceiptHandleIsInvalid. */
  async delete(queueArn: string, receiptHandle: string): Promise<void> {
    const queue = this.queue(queueArn);
    const outcome = await stored(queue.delete(this.#receipt(queue.configuration, receiptHandle)));
    if (outcome === 'expired') throw new ReceiptHandleExpired(receiptHandle);
    this.#metrics.deleted(queue.configuration);
  }

  /** Hides a received message for `seconds` from now on; the caller may do so. Rejects with MessageNotInflight, ReceiptHandleIsInvalid. */
  async changeVisibility(queueArn: string, receiptHandle: string, seconds: number): Promise<void> {
    const queue = this.queue(queueArn);
    const receipt = this.#receipt(queue.configuration, receiptHandle);
    const outcome = await stored(queue.changeVisibility(receipt, seconds * 1000));
    if (outcome !== 'done') throw new MessageNotInflight();
  }

  /**
   * Calls whenever messages may have become receivable, not for what is there already; the returned function ends that. It goes on
   * when the queue is changed, deleted or made again.
   */
  onArrival(queueArn: string, callback: () => void): () => void {
    const known = this.#listeners.get(queueArn);
    if (known !== undefined) known.add(callback);
    else {
      this.#listeners.set(queueArn, new Set([callback]));
      const queue = this.#queues.get(queueArn);
      if (queue !== undefined) this.#listen(queue);
    }
    return () => void this.#listeners.get(queueArn)?.delete(callback);
  }

  async close(): Promise<void> {
    this.moves.close();
    for (const queue of [...this.#queues.values(), ...this.#prepared.values()]) await queue.close();
  }

  /** Throws AccessDeniedException. */
  authorise(name: string, queue: QueueConfiguration, principal: Principal, sourceArn?: string): void {
    const context = { ...tagContext(queue), ...(sourceArn !== undefined && { 'aws:SourceArn': sourceArn }) };
    const permission: Permission = { action: `sqs:${name}`, resource: queue.arn, context };
    const decision = this.host.authorise({ principal, region: queue.region, permission });
    if (decision.verdict !== 'Allowed') throw denial('json-1.0', principal, permission, decision);
  }

  #receipt({ arn, stack }: QueueConfiguration, handle: string): Receipt {
    const receipt = this.#store(stack).receipts.read(arn, handle);
    if (receipt === undefined) throw new ReceiptHandleIsInvalid(handle);
    return receipt;
  }

  #deadLetter(source: QueueConfiguration, message: Message): Promise<void> | undefined {
    const target = source.redrive && this.#queues.get(source.redrive.deadLetterTargetArn);
    if (target === undefined) return undefined;
    // A kill between the two writes of an earlier move left the message in both queues.
    if (target.has(message.id)) return Promise.resolve();
    const { deduplicationId, groupId, id, senderId: from, sentAt } = message;
    const moved = target.send({
      id,
      sealed: this.sealer.carry(source, target.configuration, message),
      // The retention of a standard queue counts from the first enqueuing, that of a FIFO queue from the move.
      sentAt: source.fifo ? this.host.clock.now() : sentAt,
      senderId: from,
      delay: 0,
      groupId,
      deduplicationId,
      deadLetterSource: source.arn,
      evenDuplicate: true,
    });
    return moved.then(() => undefined);
  }

  #store(stack: string): QueueStore {
    let store = this.#stores.get(stack);
    if (store === undefined) {
      store = new QueueStore(this.host, stack);
      this.#stores.set(stack, store);
    }
    return store;
  }

  #listen(queue: Queue): void {
    const { arn } = queue.configuration;
    queue.onArrival(() => {
      for (const callback of this.#listeners.get(arn) ?? []) callback();
    });
  }

  async #sweep(): Promise<void> {
    for (const queue of this.#queues.values()) this.#metrics.depth(queue.configuration, queue.counts());
    for (const queue of this.#queues.values()) await queue.sweep();
  }

  async #switchOver(queues: ReadonlyMap<string, QueueConfiguration>, stacks: ReadonlySet<string>): Promise<void> {
    for (const [arn, queue] of [...this.#queues]) {
      if (queues.get(arn)?.stack === queue.configuration.stack) continue;
      this.#queues.delete(arn);
      await queue.close();
    }
    for (const [arn, queue] of [...this.#prepared]) {
      this.#prepared.delete(arn);
      if (queues.get(arn)?.stack !== queue.configuration.stack) {
        await queue.close();
        continue;
      }
      this.#queues.set(arn, queue);
      if (this.#listeners.has(arn)) this.#listen(queue);
    }
    for (const configuration of queues.values()) await this.#queues.get(configuration.arn)?.follow(configuration);
    for (const [stack, store] of [...this.#stores]) {
      if (stacks.has(stack)) store.clean([...queues.values()].filter((each) => each.stack === stack));
      else this.#stores.delete(stack);
    }
    await this.#finishMoves();
  }

  /** Removes from its source what a killed process had moved to a dead-letter queue already. */
  async #finishMoves(): Promise<void> {
    for (const queue of this.#queues.values()) {
      const { redrive } = queue.configuration;
      const target = redrive && this.#queues.get(redrive.deadLetterTargetArn);
      if (target === undefined) continue;
      await queue.remove(queue.receivedOften(redrive?.maxReceiveCount ?? 1).filter(({ id }) => target.has(id)));
    }
  }
}

/** `aws:ResourceTag/…` of a queue. */
export function tagContext({ tags }: QueueConfiguration): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

/** Value of `SenderId`. */
function senderId(principal: Principal): string {
  if (principal.kind === 'anonymous') return 'Anonymous';
  return principal.kind === 'service' ? principal.name : principal.userId;
}

async function stored<Answer>(write: Promise<Answer>): Promise<Answer> {
  try {
    return await write;
  } catch (error) {
    throw isDiskError(error) ? new ServiceUnavailable(error) : error;
  }
}

const isDiskError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
