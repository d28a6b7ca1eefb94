import { createHash } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import { assumeRole } from '../pipeline/service-role.ts';
import { accountService } from '../account-service.ts';
import { streamResource } from '../../logs/arn.ts';
import { logs } from '../../logs/index.ts';

export interface LogPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** Streams of a group that requests are spread over; AWS calls them by the MD5 hash of their number. */
const STREAMS = Array.from({ length: 4 }, (_, at) => createHash('md5').update(String(at)).digest('hex'));

/**
 * Writes API Gateway's logs with the role of the account settings. What the role may not do is not written; the operator of the
 * cloud is told once. Policies change with a deployment only, so the answer holds until `forget`.
 */
export class LogDelivery {
  readonly #host: Host;
  readonly #roleOf: (region: string) => string | undefined;
  readonly #allowed = new Map<string, boolean>();

  constructor(host: Host, roleOf: (region: string) => string | undefined) {
    this.#host = host;
    this.#roleOf = roleOf;
  }

  /** With `stack`, the group is made for that stack if it is missing, as AWS does for execution logs. */
  deliver(
    place: LogPlace,
    group: string,
    { request, startedAt }: Transaction,
    lines: readonly string[],
    stack?: string,
  ): void {
    const stream = STREAMS[parseInt(request.requestId.slice(0, 2), 16) % STREAMS.length] as string;
    const events = lines.map((message) => ({ timestamp: startedAt, message }));
    const state = this.#host.state(logs);
    if (stack !== undefined && state.find(place.region, group) === undefined) {
      if (!this.#may('logs:CreateLogGroup', place, group, '')) return;
      state.makeGroup(stack, place.region, group);
    }
    const isNew = state.find(place.region, group)?.stored.streams.has(stream) !== true;
    if (isNew && !this.#may('logs:CreateLogStream', place, group, stream)) return;
    if (this.#may('logs:PutLogEvents', place, group, stream)) state.write(place.region, group, stream, events);
  }

  /** To be called whenever policies may have changed. */
  forget(): void {
    this.#allowed.clear();
  }

  #may(action: string, place: LogPlace, group: string, stream: string): boolean {
    const key = `${action} ${place.region} ${group} ${stream}`;
    const known = this.#allowed.get(key);
    if (known !== undefined) return known;
    const allowed = this.#ask(action, place, group, stream);
    this.#allowed.set(key, allowed);
    return allowed;
  }

  #ask(action: string, place: LogPlace, group: string, stream: string): boolean {
    const { region } = place;
    const roleArn = this.#roleOf(region);
    const service = accountService(place);
    const role = roleArn && assumeRole(this.#host, region, roleArn, service, 'BackplaneAssumeRoleSession');
    if (!role) {
      this.#host.log(
        `apigateway: ${group} gets no logs: the CloudWatch role of the account settings (${roleArn ?? 'none'}) does not exist or does ` +
          'not trust apigateway.amazonaws.com.',
      );
      return false;
    }
    const resource = streamResource(place, group, stream);
    const allowed =
      this.#host.authorise({ principal: role, region, permission: { action, resource } }).verdict === 'Allowed';
    if (!allowed)
      this.#host.log(`apigateway: ${group} gets no logs: ${roleArn} may not perform ${action} on ${resource}.`);
    return allowed;
  }
}
