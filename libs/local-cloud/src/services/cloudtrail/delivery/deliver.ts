import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Host } from '../../../kernel/host.ts';
import type { PendingEvent } from '../trails/pending-events.ts';
import type { Trail } from '../trails/trail.ts';
import type { DeliveredFile } from '../trails/trail-status.ts';
import { logFileKey } from './object-key.ts';
import { deliverToBucket } from './to-bucket.ts';
import { deliverToLogGroup } from './to-log-group.ts';

const compress = promisify(gzip);

/** Events that reached the log group already, while the bucket refused them. */
const written = new WeakSet<PendingEvent>();

/** Delivers what waits: to the log group, and to the bucket a file for each region. What the bucket refuses waits on. */
export async function deliver(host: Host, trail: Trail): Promise<void> {
  const events = [...trail.pending.all()];
  if (events.length === 0) return;
  const now = host.clock.now();
  writeToGroup(host, trail, events, now);
  const files: DeliveredFile[] = [];
  const done: PendingEvent[] = [];
  let problem: string | undefined;
  for (const [region, ofRegion] of Map.groupBy(events, (event) => event.region)) {
    const file = await deliverFile(host, trail, region, ofRegion, now);
    if (typeof file === 'string') {
      problem = file;
      continue;
    }
    files.push(file);
    done.push(...ofRegion);
  }
  trail.update({
    attemptedAt: now,
    deliveryError: problem,
    ...(files.length > 0 && { deliveredAt: now }),
    ...(trail.declared.validation && { undigested: [...trail.status.undigested, ...files] }),
  });
  if (done.length > 0) await trail.pending.delivered(done);
}

function writeToGroup(host: Host, trail: Trail, events: readonly PendingEvent[], now: number): void {
  if (trail.declared.logs === undefined) return;
  const fresh = events.filter((event) => !written.has(event));
  if (fresh.length === 0) return;
  const logsError = deliverToLogGroup(host, trail.declared, fresh);
  if (logsError === undefined) for (const event of fresh) written.add(event);
  trail.update({ logsError, ...(logsError === undefined && { logsDeliveredAt: now }) });
}

async function deliverFile(
  host: Host,
  { declared }: Trail,
  region: string,
  events: readonly PendingEvent[],
  at: number,
): Promise<DeliveredFile | string> {
  const key = logFileKey({ prefix: declared.prefix, accountId: host.accountId, region, at });
  const content = Buffer.from(`{"Records":[${events.map(({ text }) => text).join(',')}]}`);
  const problem = await deliverToBucket(host, declared, { key, body: await compress(content) });
  if (problem !== undefined) return problem;
  const times = events.map((event) => event.at);
  return {
    region,
    bucket: declared.bucket,
    key,
    hash: hash('sha256', content, 'hex'),
    oldest: times.reduce((a, b) => Math.min(a, b)),
    newest: times.reduce((a, b) => Math.max(a, b)),
  };
}
