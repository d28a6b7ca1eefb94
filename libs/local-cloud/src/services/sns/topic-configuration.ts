import { compilePolicy, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import { flag, number, text, textMap } from '../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../kernel/service.ts';
import { missingPrincipals } from '../s3/configuration/missing-principals.ts';
import { compileFilterPolicy, type FilterPolicyScope, type MessageFilter } from './filter/filter-policy.ts';
import { TOPIC } from './resources/topic.ts';
import { TOPIC_POLICY } from './resources/topic-policy.ts';
import { deadLetterQueueIn, TOPIC_SUBSCRIPTION } from './resources/topic-subscription.ts';

/** What the graphs say about a topic. */
export interface TopicConfiguration {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly displayName: string;
  readonly kmsKeyId: string | undefined;
  readonly signatureVersion: number;
  readonly policy: { readonly text: string; readonly compiled: CompiledPolicy };
  readonly tags: Readonly<Record<string, string>>;
  readonly subscriptions: readonly SubscriptionConfiguration[];
}

export type SubscriptionProtocol = 'email' | 'email-json' | 'lambda' | 'sqs';

export interface SubscriptionConfiguration {
  readonly urn: string;
  readonly stack: string;
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: SubscriptionProtocol;
  readonly endpoint: string;
  readonly raw: boolean;
  readonly filter:
    { readonly text: string; readonly scope: FilterPolicyScope; readonly matches: MessageFilter } | undefined;
  readonly deadLetterQueue: string | undefined;
}

export interface TopicProblem {
  readonly urn: string;
  readonly message: string;
}

/** All topics by ARN, with what forbids to deploy them together. */
export function readTopics(
  view: CloudView,
  accountId: string,
): { readonly topics: ReadonlyMap<string, TopicConfiguration>; readonly problems: readonly TopicProblem[] } {
  const problems: TopicProblem[] = [];
  const policies = new Map(view.ofType(TOPIC_POLICY).map((each) => [text(each.resource.outputs, 'arn') ?? '', each]));
  const subscriptions = Map.groupBy(view.ofType(TOPIC_SUBSCRIPTION).map(readSubscription), ({ topicArn }) => topicArn);
  const topics = new Map<string, TopicConfiguration>();
  for (const declared of view.ofType(TOPIC)) {
    const arn = text(declared.resource.outputs, 'arn') ?? '';
    const other = topics.get(arn);
    if (other !== undefined)
      problems.push({ urn: declared.resource.urn, message: `The topic ${arn} is declared by ${other.urn} already.` });
    topics.set(arn, readTopic(declared, policies.get(arn), subscriptions.get(arn) ?? []));
  }
  for (const [arn, { resource }] of policies) {
    if (!topics.has(arn)) problems.push({ urn: resource.urn, message: `NotFound: Topic does not exist: ${arn}` });
    for (const principal of missingPrincipals(text(resource.outputs, 'policy') ?? '', view, accountId)) {
      problems.push({
        urn: resource.urn,
        message: `InvalidParameter: Invalid parameter: Policy Error: PrincipalNotFound: ${principal}`,
      });
    }
  }
  for (const [arn, those] of subscriptions) {
    const seen = new Set<string>();
    for (const { arn: own, urn } of those) {
      if (!topics.has(arn)) problems.push({ urn, message: `NotFound: Topic does not exist: ${arn}` });
      if (seen.has(own)) problems.push({ urn, message: `This endpoint has a subscription to ${arn} already.` });
      seen.add(own);
    }
  }
  return { topics, problems };
}

function readTopic(
  { stack, resource: { outputs, urn } }: StackResource,
  policyResource: StackResource | undefined,
  subscriptions: readonly SubscriptionConfiguration[],
): TopicConfiguration {
  const name = text(outputs, 'name') ?? '';
  const policy = text((policyResource?.resource ?? { outputs }).outputs, 'policy') ?? '';
  return {
    urn,
    stack,
    region: text(outputs, 'region') ?? '',
    name,
    arn: text(outputs, 'arn') ?? '',
    displayName: text(outputs, 'displayName') ?? '',
    kmsKeyId: text(outputs, 'kmsMasterKeyId'),
    signatureVersion: number(outputs, 'signatureVersion') ?? 1,
    policy: {
      text: policy,
      compiled: compilePolicy(JSON.parse(policy) as PolicyDocument, { name: `policy of topic ${name}`, kind: 'topic' }),
    },
    tags: textMap(outputs, 'tagsAll'),
    subscriptions,
  };
}

function readSubscription({ stack, resource: { outputs, urn } }: StackResource): SubscriptionConfiguration {
  const filter = text(outputs, 'filterPolicy');
  const scope = (text(outputs, 'filterPolicyScope') ?? 'MessageAttributes') as FilterPolicyScope;
  const redrive = text(outputs, 'redrivePolicy');
  return {
    urn,
    stack,
    arn: text(outputs, 'arn') ?? '',
    topicArn: text(outputs, 'topic') ?? '',
    protocol: text(outputs, 'protocol') as SubscriptionProtocol,
    endpoint: text(outputs, 'endpoint') ?? '',
    raw: flag(outputs, 'rawMessageDelivery'),
    filter:
      filter === undefined || filter === ''
        ? undefined
        : { text: filter, scope, matches: compileFilterPolicy(filter, scope) },
    deadLetterQueue: redrive === undefined ? undefined : deadLetterQueueIn(redrive),
  };
}
