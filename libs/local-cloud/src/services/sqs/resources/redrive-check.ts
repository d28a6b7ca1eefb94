import { parseArn } from '@palisade/policies';

/** When a message has been received that often without being deleted, the next receive moves it to the dead-letter queue. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Which queues may use a queue as their dead-letter queue. */
export interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceQueueArns: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Problems of a redrive policy's text. Source: Amazon SQS API Reference, SetQueueAttributes, RedrivePolicy. */
export function checkRedrivePolicy(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  const invalid = (reason: string): string[] => [
    `InvalidParameterValue: Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
  ];
  const policy = parse(text);
  if (policy === undefined) return invalid('Redrive policy is not a valid JSON map.');
  const unknown = Object.keys(policy).find((key) => key !== 'deadLetterTargetArn' && key !== 'maxReceiveCount');
  if (unknown !== undefined)
    return invalid(`Only following attributes are supported: [deadLetterTargetArn, maxReceiveCount].`);
  const { deadLetterTargetArn: target } = policy;
  if (typeof target !== 'string' || parseArn(target)?.service !== 'sqs')
    return invalid('Invalid value for deadLetterTargetArn.');
  const count = Number(policy['maxReceiveCount']);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    return invalid(
      `Invalid value for maxReceiveCount: ${String(policy['maxReceiveCount'])}, valid values are from 1 to 1000 both inclusive.`,
    );
  }
  return [];
}

/** Problems of a redrive allow policy's text. Source: Amazon SQS API Reference, SetQueueAttributes, RedriveAllowPolicy. */
export function checkRedriveAllowPolicy(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  const invalid = (reason: string): string[] => [
    `InvalidParameterValue: Value ${text} for parameter RedriveAllowPolicy is invalid. Reason: ${reason}`,
  ];
  const policy = parse(text);
  if (policy === undefined) return invalid('Redrive allow policy is not a valid JSON map.');
  const { redrivePermission: permission, sourceQueueArns: arns } = policy;
  if (permission !== 'allowAll' && permission !== 'denyAll' && permission !== 'byQueue')
    return invalid('Invalid value for redrivePermission.');
  const sources = Array.isArray(arns) ? arns : [];
  if ((permission === 'byQueue') !== sources.length > 0)
    return invalid('sourceQueueArns go with byQueue, and with it only.');
  if (sources.length > 10) return invalid('There can be at most 10 sourceQueueArns.');
  return sources.every((arn) => typeof arn === 'string' && parseArn(arn)?.service === 'sqs')
    ? []
    : invalid('Invalid value for sourceQueueArns.');
}

/** A checked redrive policy; undefined if there is none. */
export function readRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  const policy = text === undefined ? undefined : parse(text);
  return (
    policy && {
      deadLetterTargetArn: String(policy['deadLetterTargetArn']),
      maxReceiveCount: Number(policy['maxReceiveCount']),
    }
  );
}

export function readRedriveAllowPolicy(text: string | undefined): RedriveAllowPolicy | undefined {
  const policy = text === undefined ? undefined : parse(text);
  return (
    policy && {
      redrivePermission: policy['redrivePermission'] as RedriveAllowPolicy['redrivePermission'],
      sourceQueueArns: (policy['sourceQueueArns'] ?? []) as readonly string[],
    }
  );
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
