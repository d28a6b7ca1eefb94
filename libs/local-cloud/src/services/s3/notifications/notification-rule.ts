import { hash } from 'node:crypto';
import type { Properties } from '@palisade/local-engine';
import { blocks, text, texts } from '../../../kernel/properties.ts';
import { includesEvent, shareEvent } from './event-types.ts';

export type TargetKind = 'lambda' | 'sqs' | 'sns';

/** Whom S3 tells about what. */
export interface NotificationRule {
  readonly id: string;
  readonly target: TargetKind;
  readonly targetArn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

const lists = [
  { property: 'lambdaFunctions', arn: 'lambdaFunctionArn', target: 'lambda', name: 'lambda' },
  { property: 'queues', arn: 'queueArn', target: 'sqs', name: 'queue' },
  { property: 'topics', arn: 'topicArn', target: 'sns', name: 'topic' },
] as const;

/** The rules of a BucketNotification. */
export function readNotificationRules(notification: Properties): readonly NotificationRule[] {
  return lists.flatMap(({ property, arn, target, name }) =>
    blocks(notification, property).map((rule, at) => ({
      id: text(rule, 'id') ?? `tf-s3-${name}-${hash('sha256', `${text(rule, arn)} ${at}`, 'hex').slice(0, 26)}`,
      target,
      targetArn: text(rule, arn) ?? '',
      events: texts(rule, 'events'),
      prefix: text(rule, 'filterPrefix') ?? '',
      suffix: text(rule, 'filterSuffix') ?? '',
    })),
  );
}

/** The rule an event falls under: there is one at most, as overlapping rules are refused. */
export function ruleFor(rules: readonly NotificationRule[], event: string, key: string): NotificationRule | undefined {
  return rules.find(
    ({ events, prefix, suffix }) => key.startsWith(prefix) && key.endsWith(suffix) && includesEvent(events, event),
  );
}

/** Whether some key and event would fall under both. Source: Amazon S3 User Guide, "Configuring event notifications using object key name filtering". */
export function overlap(one: NotificationRule, other: NotificationRule): boolean {
  const prefixes = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const suffixes = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  return prefixes && suffixes && shareEvent(one.events, other.events);
}
