import { EventProblem, type EventScope } from '@palisade/lambda-kit';
import type { DocumentRecord } from '@palisade/shared-types';
import type { Arrival } from './arrival.ts';
import type { Bucket } from './bucket.ts';
import type { Documents } from './documents.ts';
import { refused, type Finding } from './examine/finding.ts';

export interface Ports {
  documents: Documents;
  bucket: Bucket;
  /** Whatever is wrong with the bytes is a finding; bounded in time and memory by their number. */
  examine(bytes: Buffer, contentType: string): Promise<Finding>;
  now(): Date;
  maxDocumentBytes: number;
}

/** What became of an arrival, as it is logged. */
export interface Done {
  document_id: string;
  size: number;
  /** `processed` or `failed`: this attempt did it. The others: there was nothing left to do. */
  outcome: 'processed' | 'failed' | 'repeated' | 'deleted';
  format?: string;
  failure?: string;
}

/** Other writers of an entry are few, so it stands still soon. */
const ATTEMPTS = 5;

/**
 * Takes a document from its arrival to its end. S3 delivers at least once, in any order, and Lambda tries again: so every
 * step names the version of the entry it was decided on, an attempt that finds the work begun goes on with it, and of two that
 * finish one succeeds and the other finds it done.
 */
export async function processArrival(ports: Ports, arrival: Arrival, scope: EventScope): Promise<Done> {
  const { documents, now } = ports;
  const { documentId, size, eTag } = arrival;
  const done = (outcome: Done['outcome'], more: Partial<Done> = {}): Done => ({
    document_id: documentId,
    size,
    outcome,
    ...more,
  });
  const limits = () => ({ remainingMillis: scope.remainingMillis() });

  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const entry = await documents.get(documentId, limits());
    if (!entry) throw new EventProblem('unknown-document', `There is no entry of document ${documentId}`);
    if (entry.status === 'deleted') return done('deleted');
    if (entry.status === 'processed' || entry.status === 'failed') return done('repeated');

    const begun = entry.status === 'processing' ? entry : await documents.claim(entry, now().toISOString(), limits());
    if (begun === 'changed') continue;
    const finding = await read(ports, begun, arrival, scope);
    const found = { finding, eTag, at: now().toISOString() };
    if ((await documents.finish(begun, found, limits())) === 'changed') continue;
    return finding.ok
      ? done('processed', { format: finding.properties.format })
      : done('failed', { failure: finding.failure.code });
  }
  throw new EventProblem('entry-contended', `The entry of document ${documentId} kept changing`);
}

async function read(ports: Ports, entry: DocumentRecord, arrival: Arrival, scope: EventScope): Promise<Finding> {
  const { bucket, maxDocumentBytes: maxBytes } = ports;
  const { key, eTag, size } = arrival;
  const tooLarge = () => refused('too-large', `The document is larger than ${maxBytes} bytes.`);
  if (size > maxBytes) return tooLarge();
  const got = await bucket.read({ key, eTag, maxBytes }, { remainingMillis: scope.remainingMillis() });
  if (got === 'too-large') return tooLarge();
  // Nothing replaces an object (`If-None-Match: *`); if it happens all the same, its own event comes.
  if (got === 'changed') return refused('content-mismatch', 'The bytes were replaced after they had arrived.');
  if (got.sha256 !== entry.sha256 || got.bytes.length !== entry.size) {
    return refused('content-mismatch', 'The bytes are not those that were announced.');
  }
  return ports.examine(got.bytes, entry.contentType);
}
