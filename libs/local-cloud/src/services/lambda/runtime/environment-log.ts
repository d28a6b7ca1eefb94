import { randomBytes } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import { streamResource } from '../../logs/arn.ts';
import { logs } from '../../logs/index.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { functionSession } from '../function-session.ts';

/** Characters kept of an invocation's log for `X-Amz-Log-Result`. */
const TAIL = 4096;

/**
 * The log stream of one execution environment. Lambda writes it as the function's role: a role without the permissions leaves no
 * log. Source: Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs".
 */
export class EnvironmentLog {
  readonly streamName: string;
  readonly #host: Host;
  readonly #configuration: FunctionConfiguration;
  #pending: { timestamp: number; message: string }[] = [];
  #tail: string | undefined;
  #scheduled = false;
  #allowed: boolean | undefined;

  constructor(host: Host, configuration: FunctionConfiguration, streamName: string) {
    this.#host = host;
    this.#configuration = configuration;
    this.streamName = streamName;
  }

  write(...messages: readonly string[]): void {
    const timestamp = this.#host.clock.now();
    for (const message of messages) {
      const line = `${message}\n`;
      this.#pending.push({ timestamp, message: line });
      if (this.#tail !== undefined) this.#tail = (this.#tail + line).slice(-TAIL);
    }
    if (this.#scheduled || this.#pending.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Begins to keep the end of the log for a caller. */
  startTail(): void {
    this.#tail = '';
  }

  takeTail(): string | undefined {
    const tail = this.#tail;
    this.#tail = undefined;
    return tail;
  }

  /** Delivers what has been written so far. */
  flush(): void {
    this.#scheduled = false;
    const events = this.#pending;
    if (events.length === 0) return;
    this.#pending = [];
    this.#allowed ??= this.#prepare();
    if (!this.#allowed) return;
    const { region, logging } = this.#configuration;
    this.#host.state(logs).write(region, logging.group, this.streamName, events);
  }

  /** Policies may have changed: the role's permissions are looked at again before the next delivery. */
  recheck(): void {
    this.#allowed = undefined;
  }

  /** Makes the log group where it is missing and the role may; false if the role may not write. */
  #prepare(): boolean {
    const { region, logging, stack } = this.#configuration;
    const place = { partition: this.#host.partition, accountId: this.#host.accountId, region };
    const state = this.#host.state(logs);
    if (state.find(region, logging.group) === undefined) {
      if (!this.#may('logs:CreateLogGroup', streamResource(place, logging.group))) return false;
      state.makeGroup(stack, region, logging.group);
    }
    const stream = streamResource(place, logging.group, this.streamName);
    return this.#may('logs:CreateLogStream', stream) && this.#may('logs:PutLogEvents', stream);
  }

  #may(action: string, resource: string): boolean {
    const principal = functionSession(this.#host, this.#configuration, { asFunction: true });
    if (principal === undefined) return false;
    const { region } = this.#configuration;
    return this.#host.authorise({ principal, region, permission: { action, resource } }).verdict === 'Allowed';
  }
}

/** `2026/01/31/[$LATEST]<32 hex digits>` */
export function newStreamName(now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
}
