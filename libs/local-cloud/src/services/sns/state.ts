import { randomUUID, type KeyObject } from 'node:crypto';
import type { CompiledPolicy } from '@palisade/policies';
import { denial } from '../../gateway/denial.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Host } from '../../kernel/host.ts';
import type { Permission } from '../../kernel/operation.ts';
import type { Principal } from '../../kernel/principal.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import type { MessageAttributes } from '../sqs/index.ts';
import type { KmsDataKey } from '../sqs/queue/message.ts';
import { KmsDataKeys } from '../sqs/sealing/kms-data-keys.ts';
import { seal } from '../../kernel/seal.ts';
import { openSealed } from '../sqs/sealing/open-sealed.ts';
import { deliver, deliverToDeadLetters, type DeliveryPlace } from './delivery/deliver.ts';
import type { Mail } from './delivery/inbox.ts';
import type { Entry } from './delivery/outbox.ts';
import { waitAfter } from './delivery/retry.ts';
import { DENIED, InternalError, KmsAccessDenied, NotFound, passOnKmsError } from './errors.ts';
import { checkContent, contentBytes, type Published, type PublishedContent } from './message.ts';
import { readTopics, type SubscriptionConfiguration, type TopicConfiguration } from './topic-configuration.ts';
import { measure } from './topic-metrics.ts';
import { TopicStore } from './topic-store.ts';

/** A message that another service publishes, for itself or for its caller. */
export interface PublishRequest {
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string;
  readonly attributes?: MessageAttributes;
  readonly principal: Principal;
  /** `aws:SourceArn`, where it is not the principal's. */
  readonly sourceArn?: string;
}

/** A key that SNS itself owns: it lets the account's users and roles in, and no service. */
const AWS_MANAGED_KEY = 'alias/aws/sns';
/** Milliseconds SNS uses a data key again. */
const REUSE = 5 * 60_000;

/** Topics of all stacks. The graph says which there are and who subscribes; messages on their way, and mails, are data. */
export class SnsState implements ServiceState {
  readonly host: Host;
  readonly #keys: KmsDataKeys;
  readonly #stores = new Map<string, TopicStore>();
  #topics: ReadonlyMap<string, TopicConfiguration> = new Map();
  #resumed = false;
  #closed = false;

  constructor(host: Host) {
    this.host = host;
    this.#keys = new KmsDataKeys(host, 'sns');
  }

  interpret(view: CloudView): () => Promise<void> {
    const { problems, topics } = readTopics(view, this.host.accountId);
    if (problems.length > 0) throw new ApplyError(problems);
    // Opening files may fail, switching over must not.
    for (const { stack } of topics.values()) this.#store(stack);
    return async () => {
      this.#topics = topics;
      for (const [stack, store] of [...this.#stores]) {
        if (view.stacks.has(stack)) continue;
        this.#stores.delete(stack);
        await store.close();
      }
    };
  }

  /** Takes up what a killed process had not delivered. */
  settled(): void {
    if (this.#resumed) return;
    this.#resumed = true;
    this.#resume();
  }

  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.#topics.get(arn)?.policy.compiled;
  }

  find(topicArn: string): TopicConfiguration | undefined {
    return this.#topics.get(topicArn);
  }

  /** Throws NotFound. */
  topic(topicArn: string): TopicConfiguration {
    const topic = this.#topics.get(topicArn);
    if (topic === undefined) throw new NotFound('Topic');
    return topic;
  }

  /** By ARN. */
  topics(region: string): readonly TopicConfiguration[] {
    return [...this.#topics.values()]
      .filter((topic) => topic.region === region)
      .sort((a, b) => (a.arn < b.arn ? -1 : 1));
  }

  /** Mails of one topic, or of all: what subscriptions of the protocols `email` and `email-json` got, oldest first. */
  inbox(topicArn?: string): readonly Mail[] {
    return [...this.#stores.values()]
      .flatMap(({ inbox }) => inbox.mails())
      .filter((mail) => topicArn === undefined || mail.topicArn === topicArn)
      .sort((a, b) => a.at - b.at);
  }

  /**
   * Publishes for a service: asks the topic's policy, the principal's own and the topic's key. Resolves with the message id once the
   * message is on disk; it is delivered after that. Rejects with AwsError: NotFound, AuthorizationError, KMSAccessDenied, InvalidParameter.
   */
  async publish(request: PublishRequest): Promise<string> {
    const { attributes = {}, message, principal, sourceArn, subject, topicArn } = request;
    const topic = this.topic(topicArn);
    const permission = publishPermission(topic, principal, sourceArn);
    const decision = this.host.authorise({ principal, region: topic.region, permission });
    if (decision.verdict !== 'Allowed') throw denial('query', principal, permission, decision, DENIED);
    return this.accept(topic, { message, attributes, ...(subject !== undefined && { subject }) }, principal);
  }

  /** Takes a message in and sends it on; its publisher has been authorised. Resolves with the message id. */
  async accept(topic: TopicConfiguration, content: PublishedContent, principal: Principal): Promise<string> {
    checkContent(content);
    const id = randomUUID();
    const at = this.host.clock.now();
    const { key, seal: sealing } = this.#sealing(topic, principal);
    const published: Published = { ...content, id, at, topicArn: topic.arn };
    const wanted = topic.subscriptions.filter(({ filter }) =>
      filter === undefined ? true : filter.matches({ body: content.message, attributes: content.attributes }),
    );
    measure(this.host, topic, 'NumberOfMessagesPublished');
    measure(this.host, topic, 'PublishSize', contentBytes(content));
    const unwanted = topic.subscriptions.length - wanted.length;
    if (unwanted > 0) measure(this.host, topic, 'NumberOfNotificationsFilteredOut', unwanted);
    if (wanted.length === 0) return id;
    const entry = {
      id,
      at,
      topicArn: topic.arn,
      principal,
      key,
      sealed: seal(sealing, Buffer.from(JSON.stringify(content)), id),
      pending: new Set(wanted.map(({ arn }) => arn)),
    };
    let stored: Entry;
    try {
      stored = await this.#store(topic.stack).outbox.add(entry);
    } catch (error) {
      throw new InternalError(error);
    }
    for (const subscription of wanted) void this.#attempt(stored, published, subscription.arn, 0);
    return id;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const store of this.#stores.values()) await store.close();
  }

  /** The key a message is kept with while it is on its way. Throws KMSAccessDenied and the other errors of KMS. */
  #sealing(
    topic: TopicConfiguration,
    principal: Principal,
  ): { readonly key: KmsDataKey | undefined; readonly seal: KeyObject } {
    const { arn, kmsKeyId: keyId, region, stack } = topic;
    if (keyId !== undefined && !isManaged(keyId)) {
      try {
        const made = this.#keys.make({ principal, region, keyId, context: { 'aws:sns:topicArn': arn }, reuse: REUSE });
        return { key: made.stored, seal: made.key };
      } catch (error) {
        throw passOnKmsError(error);
      }
    }
    if (keyId !== undefined && principal.kind === 'service') {
      throw new KmsAccessDenied(
        `The policy of the AWS managed key ${AWS_MANAGED_KEY} does not let ${principal.name} in. Give the topic a key of its own.`,
      );
    }
    return { key: undefined, seal: this.#store(stack).messageKey };
  }

  /** Tries to deliver once; what fails is tried again, or goes to the subscription's dead-letter queue. */
  async #attempt(entry: Entry, published: Published, subscriptionArn: string, failures: number): Promise<void> {
    if (this.#closed) return;
    const topic = this.#topics.get(entry.topicArn);
    const store = topic && this.#stores.get(topic.stack);
    const subscription = topic?.subscriptions.find(({ arn }) => arn === subscriptionArn);
    if (topic === undefined || store === undefined) return;
    // Whoever does not subscribe any more gets nothing any more.
    if (subscription === undefined) return store.outbox.settle(entry, subscriptionArn);
    const { inbox, outbox, signer } = store;
    const place = { host: this.host, inbox, signer, topic, subscription };
    try {
      await deliver(published, place);
      measure(this.host, topic, 'NumberOfNotificationsDelivered');
    } catch (error) {
      const wait = isPermanent(error) ? undefined : waitAfter(failures + 1);
      if (wait !== undefined) {
        const again = (): Promise<void> => this.#attempt(entry, published, subscriptionArn, failures + 1);
        if (wait === 0) setImmediate(() => void again());
        else this.host.scheduler.at(this.host.clock.now() + wait, again);
        return;
      }
      await this.#giveUp(published, subscription, place, error);
    }
    if (!this.#closed) outbox.settle(entry, subscriptionArn);
  }

  async #giveUp(
    published: Published,
    subscription: SubscriptionConfiguration,
    place: DeliveryPlace,
    cause: unknown,
  ): Promise<void> {
    const { deadLetterQueue } = subscription;
    const { topic } = place;
    measure(this.host, topic, 'NumberOfNotificationsFailed');
    const told = `sns: ${published.id} could not be delivered to ${subscription.endpoint}: ${messageOf(cause)}`;
    if (deadLetterQueue === undefined) return this.host.log(`${told} The message is lost.`);
    try {
      await deliverToDeadLetters(published, deadLetterQueue, place);
      measure(this.host, topic, 'NumberOfNotificationsRedrivenToDlq');
      this.host.log(`${told} It is in ${deadLetterQueue}.`);
    } catch (error) {
      measure(this.host, topic, 'NumberOfNotificationsFailedToRedriveToDlq');
      this.host.log(`${told} It is lost: ${deadLetterQueue} did not take it either: ${messageOf(error)}`);
    }
  }

  #resume(): void {
    for (const store of this.#stores.values()) {
      for (const entry of store.outbox.entries()) {
        const topic = this.#topics.get(entry.topicArn);
        try {
          if (topic === undefined) throw new NotFound('Topic');
          const key =
            entry.key === undefined
              ? store.messageKey
              : this.#keys.open(entry.key, { principal: entry.principal, region: topic.region }, REUSE);
          const content = JSON.parse(openSealed(key, entry.sealed, entry.id).toString()) as PublishedContent;
          const published = { ...content, id: entry.id, at: entry.at, topicArn: entry.topicArn };
          for (const arn of entry.pending) void this.#attempt(entry, published, arn, 0);
        } catch (error) {
          this.host.log(`sns: ${entry.id} could not be read again and is lost: ${messageOf(error)}`);
          for (const arn of [...entry.pending]) store.outbox.settle(entry, arn);
        }
      }
    }
  }

  #store(stack: string): TopicStore {
    let store = this.#stores.get(stack);
    if (store === undefined) {
      store = new TopicStore(this.host, stack);
      this.#stores.set(stack, store);
    }
    return store;
  }
}

/** What `sns:Publish` is asked with. AWS services say for whose account they act. */
function publishPermission(topic: TopicConfiguration, principal: Principal, sourceArn: string | undefined): Permission {
  return {
    action: 'sns:Publish',
    resource: topic.arn,
    context: {
      ...tagContext(topic),
      ...(principal.kind === 'service' && { 'aws:SourceOwner': principal.sourceAccount }),
      ...(sourceArn !== undefined && { 'aws:SourceArn': sourceArn }),
    },
  };
}

/** `aws:ResourceTag/…` of a topic. */
export function tagContext({ tags }: TopicConfiguration): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

const isManaged = (keyId: string): boolean => keyId === AWS_MANAGED_KEY || keyId.endsWith(`:${AWS_MANAGED_KEY}`);

/** Refusals stay refusals; whatever is the fault of a subscriber's machine may pass. */
const isPermanent = (error: unknown): boolean =>
  error instanceof AwsError && error.fault === 'client' && error.status !== 429;

const messageOf = (error: unknown): string =>
  error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
