import { compilePolicy, parseArn, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import { flag, number, text, textMap } from '../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../kernel/service.ts';
import { missingPrincipals } from '../s3/configuration/missing-principals.ts';
import { parseQueueUrl } from './queue-url.ts';
import { QUEUE } from './resources/queue.ts';
import { QUEUE_POLICY } from './resources/queue-policy.ts';
import { REDRIVE_ALLOW_POLICY, REDRIVE_POLICY } from './resources/redrive-policy.ts';
import {
  readRedriveAllowPolicy,
  readRedrivePolicy,
  type RedriveAllowPolicy,
  type RedrivePolicy,
} from './resources/redrive-check.ts';

/** What the graphs say about a queue. Durations in milliseconds, sizes in bytes. */
export interface QueueConfiguration {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationScope: 'queue' | 'messageGroup';
  readonly fifoThroughputLimit: string;
  readonly delay: number;
  readonly retention: number;
  readonly visibilityTimeout: number;
  readonly receiveWait: number;
  readonly maxMessageSize: number;
  /** Id, ARN or alias of a KMS key; undefined if SQS encrypts with a key of its own. */
  readonly kmsKeyId: string | undefined;
  readonly kmsReuse: number;
  readonly managedSse: boolean;
  readonly redrive: RedrivePolicy | undefined;
  readonly redriveAllow: RedriveAllowPolicy | undefined;
  readonly policy: { readonly text: string; readonly compiled: CompiledPolicy } | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface QueueProblem {
  readonly urn: string;
  readonly message: string;
}

/** All queues by ARN, with what forbids to deploy them together. */
export function readQueues(
  view: CloudView,
  accountId: string,
): { readonly queues: ReadonlyMap<string, QueueConfiguration>; readonly problems: readonly QueueProblem[] } {
  const attributes = readAttributes(view);
  const queues = new Map<string, QueueConfiguration>();
  const problems: QueueProblem[] = [...attributes.problems];
  for (const declared of view.ofType(QUEUE)) {
    const queue = readQueue(declared, attributes.of);
    const other = queues.get(queue.arn);
    if (other !== undefined) {
      problems.push({
        urn: queue.urn,
        message: `QueueNameExists: A queue named ${queue.name} is declared by ${other.urn} already.`,
      });
    }
    queues.set(queue.arn, queue);
    if (queue.policy === undefined) continue;
    for (const principal of missingPrincipals(queue.policy.text, view, accountId)) {
      problems.push({
        urn: queue.urn,
        message: `InvalidAttributeValue: Invalid value for the parameter Policy: there is no ${principal}.`,
      });
    }
  }
  for (const queue of queues.values()) problems.push(...redriveProblems(queue, queues));
  return { queues, problems };
}

type Attributes = (token: string, region: string, name: string) => StackResource | undefined;

/** Resources that set an attribute of a queue, found by the queue's region and name. */
function readAttributes(view: CloudView): { readonly of: Attributes; readonly problems: readonly QueueProblem[] } {
  const found = new Map<string, StackResource>();
  const problems: QueueProblem[] = [];
  const queues = new Set(
    view.ofType(QUEUE).map(({ resource: { outputs } }) => `${text(outputs, 'region')} ${text(outputs, 'name')}`),
  );
  for (const token of [QUEUE_POLICY, REDRIVE_POLICY, REDRIVE_ALLOW_POLICY]) {
    for (const each of view.ofType(token)) {
      const { outputs, urn } = each.resource;
      const url = text(outputs, 'queueUrl') ?? '';
      const queue = `${text(outputs, 'region')} ${parseQueueUrl(url)?.name}`;
      if (!queues.has(queue))
        problems.push({ urn, message: `QueueDoesNotExist: The specified queue does not exist: ${url}` });
      found.set(`${token} ${queue}`, each);
    }
  }
  return { of: (token, region, name) => found.get(`${token} ${region} ${name}`), problems };
}

function readQueue({ stack, resource: { outputs, urn } }: StackResource, attributes: Attributes): QueueConfiguration {
  const region = text(outputs, 'region') ?? '';
  const name = text(outputs, 'name') ?? '';
  const attribute = (token: string, property: string): string | undefined => {
    const set = attributes(token, region, name);
    return set === undefined ? text(outputs, property) : text(set.resource.outputs, property);
  };
  const seconds = (property: string): number => (number(outputs, property) ?? 0) * 1000;
  const policy = attribute(QUEUE_POLICY, 'policy');
  return {
    urn,
    stack,
    region,
    name,
    arn: text(outputs, 'arn') ?? '',
    url: text(outputs, 'url') ?? '',
    fifo: flag(outputs, 'fifoQueue'),
    contentBasedDeduplication: flag(outputs, 'contentBasedDeduplication'),
    deduplicationScope: text(outputs, 'deduplicationScope') === 'messageGroup' ? 'messageGroup' : 'queue',
    fifoThroughputLimit: text(outputs, 'fifoThroughputLimit') ?? 'perQueue',
    delay: seconds('delaySeconds'),
    retention: seconds('messageRetentionSeconds'),
    visibilityTimeout: seconds('visibilityTimeoutSeconds'),
    receiveWait: seconds('receiveWaitTimeSeconds'),
    maxMessageSize: number(outputs, 'maxMessageSize') ?? 262_144,
    kmsKeyId: text(outputs, 'kmsMasterKeyId'),
    kmsReuse: seconds('kmsDataKeyReusePeriodSeconds'),
    managedSse: flag(outputs, 'sqsManagedSseEnabled'),
    redrive: readRedrivePolicy(attribute(REDRIVE_POLICY, 'redrivePolicy')),
    redriveAllow: readRedriveAllowPolicy(attribute(REDRIVE_ALLOW_POLICY, 'redriveAllowPolicy')),
    policy:
      policy === undefined || policy === ''
        ? undefined
        : {
            text: policy,
            compiled: compilePolicy(JSON.parse(policy) as PolicyDocument, {
              name: `policy of queue ${name}`,
              kind: 'queue',
            }),
          },
    tags: textMap(outputs, 'tagsAll'),
  };
}

/** Source: Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS". */
function redriveProblems(queue: QueueConfiguration, queues: ReadonlyMap<string, QueueConfiguration>): QueueProblem[] {
  if (queue.redrive === undefined) return [];
  const { deadLetterTargetArn } = queue.redrive;
  const problem = (reason: string): QueueProblem[] => [
    {
      urn: queue.urn,
      message: `InvalidParameterValue: Value ${deadLetterTargetArn} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    },
  ];
  const target = queues.get(deadLetterTargetArn);
  if (target === undefined) return problem('Dead letter target does not exist.');
  if (parseArn(deadLetterTargetArn)?.region !== queue.region)
    return problem('Dead-letter target owner should be in the same region.');
  if (target.fifo !== queue.fifo) return problem(`Dead-letter queue must be of same type as the source.`);
  const { redriveAllow } = target;
  const refused =
    redriveAllow?.redrivePermission === 'denyAll' ||
    (redriveAllow?.redrivePermission === 'byQueue' && !redriveAllow.sourceQueueArns.includes(queue.arn));
  return refused ? problem(`The redrive allow policy of ${target.name} does not allow ${queue.name}.`) : [];
}
