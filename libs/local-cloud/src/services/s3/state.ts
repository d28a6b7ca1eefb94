import { hash } from 'node:crypto';
import type { CompiledPolicy } from '@palisade/policies';
import type { Exchange } from '../../kernel/exchange.ts';
import type { Host } from '../../kernel/host.ts';
import { requestId } from '../../kernel/request-id.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { AccessLog, type Delivery } from './access-log/access-log.ts';
import { bucketNameOf, objectArn } from './arn.ts';
import { Bucket } from './bucket.ts';
import { checksumOf } from './checksums/checksum.ts';
import { planChange } from './configuration/change.ts';
import { readBuckets } from './configuration/read-graph.ts';
import { NoSuchBucket } from './errors.ts';
import { LifecycleRunner } from './lifecycle/runner.ts';
import { created } from './notifications/event-message.ts';
import { Notifier } from './notifications/notifier.ts';
import { etagOf, sealingOf } from './operations/body-keys.ts';
import { DeclaredObjects, DeclaredObjectsError, missingContent, toBeWritten } from './storage/declared-objects.ts';
import { StackStorage } from './storage/stack-storage.ts';

/** Every bucket of every stack: its configuration is the graph's, its objects lie in the stack's data directory. */
export class S3State implements ServiceState {
  readonly host: Host;
  readonly notifier: Notifier;
  readonly #storages = new Map<string, StackStorage>();
  readonly #accessLog: AccessLog;
  readonly #lifecycle: LifecycleRunner;
  #buckets: ReadonlyMap<string, Bucket> = new Map();
  /** Buckets as they were before the last deployment, until all services have followed it. */
  readonly #changed = new Map<string, Bucket | undefined>();
  /** Until the cloud stands as it was deployed before. */
  #opening = true;
  /** Whether all services stood once, so that what was promised before can be told. */
  #settled = false;

  constructor(host: Host) {
    this.host = host;
    this.notifier = new Notifier(host);
    this.#accessLog = new AccessLog(host, (delivery) => this.#deliverLog(delivery));
    this.#lifecycle = new LifecycleRunner(host, () => this.buckets);
  }

  get buckets(): Iterable<Bucket> {
    return this.#buckets.values();
  }

  /** Throws NoSuchBucket. */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw new NoSuchBucket(name);
    return bucket;
  }

  interpret(view: CloudView): () => Promise<void> {
    const declared = readBuckets(view, { accountId: this.host.accountId, now: this.host.clock.now() });
    const change = planChange(this.#buckets, declared, this.host.clock.now());
    const opening = this.#opening;
    const writing = [
      ...change.kept.flatMap(toBeWritten),
      ...[...change.added, ...change.replacing].flatMap(({ objects }) => objects),
    ];
    // Of a cloud that opens nobody asked a deployment: it must come up, whatever became of its files.
    const problems = [...change.problems, ...(opening ? [] : missingContent(writing, this.host))];
    if (problems.length > 0) throw new ApplyError(problems);
    const opened = change.added.map((configuration) => {
      const storage = this.#storage(configuration.stack);
      return new Bucket(configuration, storage.open(configuration.name, configuration.arn));
    });
    return async () => {
      for (const bucket of change.replaced) await this.#remove(bucket);
      const replacing = change.replacing.map(
        (configuration) =>
          new Bucket(configuration, this.#storage(configuration.stack).open(configuration.name, configuration.arn)),
      );
      const before = this.#buckets;
      const buckets = [...change.kept, ...opened, ...replacing];
      this.#buckets = new Map(buckets.map((bucket) => [bucket.name, bucket]));
      for (const bucket of change.removed) await this.#remove(bucket);
      // The data directory of a removed stack goes with it, and a new stack of that name gets a master key of its own.
      for (const stack of this.#storages.keys()) if (!view.stacks.has(stack)) this.#storages.delete(stack);
      const objects = new DeclaredObjects(this.host);
      for (const bucket of buckets) {
        await objects.create(bucket);
        await objects.apply(bucket, before.get(bucket.name));
      }
      if (!opening) for (const { name } of buckets) this.#changed.set(name, before.get(name));
      this.#opening = false;
      this.#report(objects.failures, opening);
    };
  }

  settled(): void {
    if (!this.#settled) {
      this.#settled = true;
      for (const bucket of this.buckets) void this.notifier.keepPromises(bucket);
    }
    for (const [name, before] of this.#changed) {
      const bucket = this.#buckets.get(name);
      if (bucket !== undefined) void this.notifier.test(bucket, before);
    }
    this.#changed.clear();
  }

  /** Policy of a bucket, also by the ARN of an object in it. */
  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.#buckets.get(bucketNameOf(arn) ?? '')?.configuration.policy?.compiled;
  }

  observe(exchange: Exchange): void {
    const { params, rawPath } = exchange.wire;
    const bucket = this.#buckets.get(params['Bucket'] ?? rawPath.split('/', 2)[1] ?? '');
    if (bucket?.configuration.logging !== undefined) this.#accessLog.add(bucket, exchange);
  }

  /**
   * Writes an object for an AWS service, if the target's policy lets it; false if not. Throws NoSuchBucket, AccessDenied or KmsRefused
   * if its key cannot be used, and StorageUnavailable when the disk refuses.
   */
  async deliver(delivery: Delivery): Promise<boolean> {
    const { acl, bucket: name, key, body, contentType, metadata = {}, principal } = delivery;
    const bucket = this.bucket(name);
    const { region, encryption } = bucket.configuration;
    // Services that bring no key deliver to buckets with SSE-S3 only. Source: Amazon S3 User Guide, "Enabling Amazon S3 server access
    // logging".
    if (delivery.encryption === undefined && encryption.algorithm !== 'AES256') return false;
    const { verdict } = this.host.authorise({
      principal,
      region,
      permission: {
        action: 's3:PutObject',
        resource: objectArn(bucket.arn, key),
        context: {
          's3:ResourceAccount': this.host.accountId,
          's3:ObjectCreationOperation': 'true',
          ...(acl !== undefined && { 's3:x-amz-acl': acl }),
          ...(delivery.encryption && {
            's3:x-amz-server-side-encryption': delivery.encryption.algorithm,
            's3:x-amz-server-side-encryption-aws-kms-key-id': delivery.encryption.keyId,
          }),
        },
      },
    });
    if (verdict !== 'Allowed') return false;
    const sealing = sealingOf(delivery.encryption ?? 'AES256', key, { bucket, principal, state: this });
    const now = this.host.clock.now();
    const versionId = bucket.newVersionId();
    const etag = etagOf(sealing.encryption, hash('md5', body, 'hex'));
    const event = created('s3:ObjectCreated:Put', { key, versionId, size: body.length, etag });
    const cause = { now, requestId: requestId(), principalId: principal.name, sourceIp: principal.name };
    await this.notifier.creating(bucket, event, cause, () =>
      bucket.store.put(
        {
          key,
          versionId,
          at: now,
          etag,
          checksum: { algorithm: 'CRC64NVME', value: checksumOf('CRC64NVME', body), type: 'FULL_OBJECT' },
          attributes: {
            headers: { 'content-type': contentType },
            metadata,
            tags: {},
            storageClass: 'STANDARD',
            encryption: sealing.encryption,
            ...bucket.lockFor({}, now),
          },
          keys: sealing.keys,
        },
        body,
      ),
    );
    return true;
  }

  async close(): Promise<void> {
    this.#lifecycle.close();
    await this.#accessLog.flush();
    for (const { store } of this.buckets) await store.close();
  }

  /** Source: Amazon S3 User Guide, "Enabling Amazon S3 server access logging": the target has no default retention. */
  async #deliverLog(delivery: Delivery): Promise<boolean> {
    const { objectLock } = this.bucket(delivery.bucket);
    return objectLock?.defaultRetention === undefined && (await this.deliver(delivery));
  }

  /** Whoever deploys is told by the error; there is no such caller when the cloud opens. */
  #report(failures: readonly string[], opening: boolean): void {
    if (failures.length === 0) return;
    const error = new DeclaredObjectsError(failures);
    if (!opening) throw error;
    this.host.log(`s3: ${error.message}`);
  }

  #storage(stack: string): StackStorage {
    let storage = this.#storages.get(stack);
    if (storage === undefined) {
      storage = new StackStorage(this.host, this.host.dataDirectory(stack, 's3'));
      this.#storages.set(stack, storage);
    }
    return storage;
  }

  async #remove({ configuration, store }: Bucket): Promise<void> {
    try {
      await this.#storage(configuration.stack).remove(configuration.name, store);
    } catch (error) {
      this.host.log(`s3: the data of bucket ${configuration.name} could not be removed: ${(error as Error).message}`);
    }
  }
}
