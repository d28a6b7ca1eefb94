import type { Part, RecordPlace, StoredObject, Upload, UploadDeclaration } from './object-version.ts';
import type { BodyStore } from './body-store.ts';
import type { DataKeys } from './data-keys.ts';
import { NoSuchUpload } from '../errors.ts';
import { randomId } from './entropy.ts';
import { encodeRecord, type StoredRecord } from './records.ts';
import type { LiveRecord, RecordLog } from './record-log.ts';

/** The multipart uploads in progress in one bucket. */
export class Uploads {
  readonly #log: RecordLog;
  readonly #bodies: BodyStore;
  readonly #uploads = new Map<string, Upload>();

  constructor(log: RecordLog, bodies: BodyStore) {
    this.#log = log;
    this.#bodies = bodies;
  }

  all(): IterableIterator<Upload> {
    return this.#uploads.values();
  }

  /** Throws NoSuchUpload; an upload belongs to one key. */
  get(uploadId: string, key: string): Upload {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined || upload.key !== key) throw new NoSuchUpload(uploadId);
    return upload;
  }

  begin(key: string, at: number, declaration: UploadDeclaration): Promise<Upload> {
    const upload = { uploadId: randomId(), key, initiated: at, ...declaration };
    return this.#log.append(encodeRecord({ type: 'upload', ...upload }), (place) => this.#admit(upload, place));
  }

  /** Stores a part; it replaces an earlier one of the same number. */
  async putPart(
    upload: Upload,
    part: Omit<Part, 'file' | 'size' | 'record'>,
    body: Buffer,
    keys?: DataKeys,
  ): Promise<Part> {
    const file = await this.#bodies.writeFile(upload.key, body, keys);
    const stored = { ...part, file, size: body.length };
    try {
      this.get(upload.uploadId, upload.key);
      const payload = encodeRecord({ type: 'part', upload: upload.uploadId, ...stored });
      return await this.#log.append(payload, (place) => this.#admitPart(upload.uploadId, stored, place));
    } catch (error) {
      await this.#bodies.removeFile(file);
      throw error;
    }
  }

  async abort(upload: Upload): Promise<void> {
    await this.#log.append(encodeRecord({ type: 'abort', upload: upload.uploadId }), () => this.end(upload.uploadId));
  }

  /** Forgets an upload; the files of parts that did not become pieces of `object` go away. */
  end(uploadId: string, object?: Pick<StoredObject, 'pieces'>): void {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) return;
    this.#uploads.delete(uploadId);
    this.#log.discard(upload.record);
    const used = new Set(object?.pieces.map((piece) => piece.file));
    for (const part of upload.parts.values()) {
      this.#log.discard(part.record);
      if (!used.has(part.file)) void this.#bodies.removeFile(part.file);
    }
  }

  replay(record: StoredRecord, place: RecordPlace): void {
    if (record.type === 'upload') {
      const { type: _, ...upload } = record;
      this.#admit(upload, place);
    } else if (record.type === 'part') {
      const { type: _, upload, ...part } = record;
      this.#admitPart(upload, part, place);
    } else if (record.type === 'abort') {
      this.end(record.upload);
    }
  }

  *liveRecords(): Generator<LiveRecord> {
    for (const { record: place, parts, ...upload } of this.#uploads.values()) {
      yield { record: { type: 'upload', ...upload }, place };
      for (const { record: partPlace, ...part } of parts.values()) {
        yield { record: { type: 'part', upload: upload.uploadId, ...part }, place: partPlace };
      }
    }
  }

  *files(): Generator<string> {
    for (const upload of this.#uploads.values()) for (const part of upload.parts.values()) yield part.file;
  }

  #admit(declared: Omit<Upload, 'parts' | 'record'>, place: RecordPlace): Upload {
    const upload = { ...declared, parts: new Map<number, Part>(), record: place };
    this.#uploads.set(upload.uploadId, upload);
    this.#log.keep(place);
    return upload;
  }

  #admitPart(uploadId: string, stored: Omit<Part, 'record'>, place: RecordPlace): Part {
    const part = { ...stored, record: place };
    const parts = this.#uploads.get(uploadId)?.parts;
    const replaced = parts?.get(part.partNumber);
    if (parts === undefined) void this.#bodies.removeFile(part.file);
    else this.#log.keep(place);
    if (replaced !== undefined) {
      this.#log.discard(replaced.record);
      void this.#bodies.removeFile(replaced.file);
    }
    parts?.set(part.partNumber, part);
    return part;
  }
}
