import type { Host } from '../../../kernel/host.ts';
import { requestId } from '../../../kernel/request-id.ts';
import type { Bucket } from '../bucket.ts';
import { canonicalId } from '../replies/owner.ts';
import { NULL_VERSION, type StoredObject } from '../storage/object-version.ts';
import { created, eventMessage, testMessage, type ObjectEvent } from './event-message.ts';
import { ruleFor, type NotificationRule } from './notification-rule.ts';
import { s3For, targets } from './targets.ts';

/** Who caused an event. */
export interface Cause {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly requestId: string;
  /** `AWS:AROA…:session`, `s3.amazonaws.com`, … */
  readonly principalId: string;
  readonly sourceIp: string;
}

/** Tells the targets of a bucket's notifications what happened to its objects. */
export class Notifier {
  readonly #host: Host;
  #sequence = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * Resolves once the target has taken the event, so that whoever waits for the change knows that it will be told. What a target
   * does not take is reported to the operator: the change itself stands.
   */
  async notify(bucket: Bucket, event: ObjectEvent, cause: Cause): Promise<void> {
    const rule = ruleFor(bucket.configuration.notifications, event.type, event.key);
    if (rule === undefined) return;
    try {
      await this.#deliver(bucket, rule, event, cause);
    } catch (error) {
      const { message } = error as Error;
      this.#host.log(`s3: ${event.type} in ${bucket.name} was not delivered to ${rule.targetArn}: ${message}.`);
    }
  }

  /**
   * Changes an object and tells of it. The event is promised first: a cloud that is killed after the change and before the target has
   * the event tells it when it starts again. What the target has twice then, S3 may deliver twice, too.
   */
  async creating(
    bucket: Bucket,
    event: ObjectEvent,
    cause: Cause,
    change: () => Promise<StoredObject>,
  ): Promise<StoredObject> {
    if (ruleFor(bucket.configuration.notifications, event.type, event.key) === undefined) return change();
    const { promised } = bucket.store;
    const number = await promised.make({ event, cause });
    try {
      const object = await change();
      await this.notify(bucket, created(event.type, object), cause);
      return object;
    } finally {
      promised.keep(number);
    }
  }

  /** Tells what the process before this one had promised and was killed before it told. */
  async keepPromises(bucket: Bucket): Promise<void> {
    const { index, promised } = bucket.store;
    for (const [number, { cause, event }] of promised.open()) {
      const version = index.find(event.key, event.versionId ?? NULL_VERSION);
      // Killed before the change, or replaced since: there is nothing to tell.
      const happened = version !== undefined && !version.deleteMarker && version.etag === event.etag;
      if (happened) await this.notify(bucket, event, cause);
      promised.keep(number);
    }
  }

  /** Tells the queues and topics that a bucket has begun to notify that it has, as S3 does. */
  async test(bucket: Bucket, before: Bucket | undefined): Promise<void> {
    const known = new Set(before?.configuration.notifications.map(({ targetArn }) => targetArn));
    for (const { target, targetArn } of bucket.configuration.notifications) {
      if (target === 'lambda' || known.has(targetArn)) continue;
      const message = JSON.stringify(testMessage(bucket.name, this.#host.clock.now(), requestId()));
      try {
        await targets[target].deliver(this.#host, targetArn, message, s3For(bucket.arn, this.#host.accountId));
      } catch (error) {
        this.#host.log(
          `s3: the test event of ${bucket.name} was not delivered to ${targetArn}: ${(error as Error).message}.`,
        );
      }
    }
  }

  async #deliver(bucket: Bucket, rule: NotificationRule, event: ObjectEvent, cause: Cause): Promise<void> {
    const { accountId } = this.#host;
    const message = eventMessage(event, {
      region: bucket.configuration.region,
      bucketName: bucket.name,
      bucketArn: bucket.arn,
      ownerId: canonicalId(accountId),
      ruleId: rule.id,
      at: cause.now,
      principalId: cause.principalId,
      sourceIp: cause.sourceIp,
      requestId: cause.requestId,
      sequencer: this.#nextSequencer(cause.now),
    });
    const principal = s3For(bucket.arn, accountId);
    await targets[rule.target].deliver(this.#host, rule.targetArn, JSON.stringify(message), principal);
  }

  /** Grows from event to event, also over a restart: hexadecimal, compared as text. */
  #nextSequencer(now: number): string {
    this.#sequence = (this.#sequence + 1) % 0x10000;
    return (now.toString(16).padStart(12, '0') + this.#sequence.toString(16).padStart(4, '0')).toUpperCase();
  }
}
