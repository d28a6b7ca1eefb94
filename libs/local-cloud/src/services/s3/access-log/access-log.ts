import type { Exchange } from '../../../kernel/exchange.ts';
import type { Host } from '../../../kernel/host.ts';
import type { ServicePrincipal } from '../../../kernel/principal.ts';
import type { Bucket } from '../bucket.ts';
import { canonicalId } from '../replies/owner.ts';
import { randomBytes } from '../storage/entropy.ts';
import type { KmsEncryption } from '../storage/object-version.ts';
import { logLine } from './line.ts';
import { logObjectKey } from './log-object-key.ts';

/** AWS delivers "within a few hours"; whoever waits for a line here wants to see it soon. */
export const DELIVERY_INTERVAL = 5_000;

const DAY = 86_400_000;

export interface Delivery {
  readonly bucket: string;
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly principal: ServicePrincipal;
  /** User metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Sent as `x-amz-acl`, for policies that ask for it. */
  readonly acl?: 'bucket-owner-full-control';
  /** The service's own choice of key; without it the bucket must use SSE-S3. */
  readonly encryption?: KmsEncryption;
}

interface Batch {
  readonly bucket: Bucket;
  /** Day the lines are about, when the key says it. */
  readonly time: number;
  readonly lines: string[];
}

/** Collects the lines of buckets that log, and delivers them from time to time as objects of their target buckets. */
export class AccessLog {
  readonly #host: Host;
  readonly #deliver: (delivery: Delivery) => Promise<boolean>;
  #batches = new Map<string, Batch>();
  #scheduled = false;
  #delivering: Promise<void> = Promise.resolve();

  /** `deliver` resolves with false when the target's policy does not let S3 write. */
  constructor(host: Host, deliver: (delivery: Delivery) => Promise<boolean>) {
    this.#host = host;
    this.#deliver = deliver;
  }

  add(bucket: Bucket, exchange: Exchange): void {
    const { logging, name } = bucket.configuration;
    if (logging === undefined) return;
    const time = logging.keyFormat === 'EventTime' ? Math.floor(exchange.startedAt / DAY) * DAY : 0;
    const id = `${name} ${time}`;
    let batch = this.#batches.get(id);
    if (batch === undefined || batch.bucket !== bucket) {
      batch = { bucket, time, lines: batch?.lines ?? [] };
      this.#batches.set(id, batch);
    }
    const ownerId = canonicalId(this.#host.accountId);
    batch.lines.push(logLine(exchange, { ownerId, bucket: name, objectSize: objectSize(bucket, exchange) }));
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#host.scheduler.at(this.#host.clock.now() + DELIVERY_INTERVAL, () => this.flush());
  }

  /** Delivers everything collected so far; resolves once that, and what was under way before, is done. */
  flush(): Promise<void> {
    this.#scheduled = false;
    const batches = [...this.#batches.values()];
    this.#batches = new Map();
    this.#delivering = this.#delivering.then(async () => {
      for (const batch of batches) await this.#deliverBatch(batch);
    });
    return this.#delivering;
  }

  async #deliverBatch({ bucket, time, lines }: Batch): Promise<void> {
    const { accountId, clock } = this.#host;
    const { logging } = bucket.configuration;
    if (logging === undefined) return;
    const at = logging.keyFormat === 'EventTime' ? time : clock.now();
    const key = logObjectKey(
      logging,
      bucket.configuration,
      accountId,
      at,
      randomBytes(8).toString('hex').toUpperCase(),
    );
    const principal: ServicePrincipal = {
      kind: 'service',
      name: 'logging.s3.amazonaws.com',
      sourceArn: bucket.arn,
      sourceAccount: accountId,
    };
    const body = Buffer.from(`${lines.join('\n')}\n`);
    try {
      const delivered = await this.#deliver({
        bucket: logging.targetBucket,
        key,
        body,
        contentType: 'text/plain',
        principal,
      });
      if (!delivered) {
        this.#host.log(
          `s3: ${lines.length} access log lines of ${bucket.name} were dropped: the policy of ${logging.targetBucket} does not ` +
            `allow ${principal.name} to s3:PutObject ${key} for aws:SourceArn ${bucket.arn}.`,
        );
      }
    } catch (error) {
      this.#host.log(
        `s3: ${lines.length} access log lines of ${bucket.name} were dropped: ${(error as Error).message}`,
      );
    }
  }
}

/** Size of the object the request is about, if it is there. */
function objectSize(bucket: Bucket, { operation, wire }: Exchange): number | undefined {
  if (operation === 'PutObject' || operation === 'UploadPart') return wire.body.length;
  const key = wire.params['Key'];
  if (key === undefined) return undefined;
  const versionId = wire.query.get('versionId');
  const { index } = bucket.store;
  const version = versionId === undefined ? index.current(key) : index.find(key, versionId);
  return version === undefined || version.deleteMarker ? undefined : version.size;
}
