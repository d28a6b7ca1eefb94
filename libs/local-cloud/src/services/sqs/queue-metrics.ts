import type { Host } from '../../kernel/host.ts';
import type { Counts } from './queue/queue.ts';
import type { QueueConfiguration } from './queue-configuration.ts';

type Unit = 'Bytes' | 'Count' | 'Seconds';

/** What queues measure of themselves. Source: Amazon SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS". */
export class QueueMetrics {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  sent(queue: QueueConfiguration, bytes: number): void {
    this.#record(queue, 'NumberOfMessagesSent', 1, 'Count');
    this.#record(queue, 'SentMessageSize', bytes, 'Bytes');
  }

  received(queue: QueueConfiguration, messages: number): void {
    if (messages === 0) this.#record(queue, 'NumberOfEmptyReceives', 1, 'Count');
    else this.#record(queue, 'NumberOfMessagesReceived', messages, 'Count');
  }

  deleted(queue: QueueConfiguration): void {
    this.#record(queue, 'NumberOfMessagesDeleted', 1, 'Count');
  }

  /** Once a minute. */
  depth(queue: QueueConfiguration, { delayed, inFlight, oldest, visible }: Counts): void {
    const now = this.#host.clock.now();
    const age = oldest === undefined ? 0 : Math.floor((now - oldest) / 1000);
    this.#record(queue, 'ApproximateNumberOfMessagesVisible', visible, 'Count');
    this.#record(queue, 'ApproximateNumberOfMessagesNotVisible', inFlight, 'Count');
    this.#record(queue, 'ApproximateNumberOfMessagesDelayed', delayed, 'Count');
    this.#record(queue, 'ApproximateAgeOfOldestMessage', age, 'Seconds');
  }

  #record({ name: QueueName, region }: QueueConfiguration, name: string, value: number, unit: Unit): void {
    const timestamp = this.#host.clock.now();
    this.#host.metrics.record({
      region,
      namespace: 'AWS/SQS',
      name,
      dimensions: [{ QueueName }],
      value,
      unit,
      timestamp,
    });
  }
}
