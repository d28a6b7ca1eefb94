import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { openMasterKey } from '../../../kernel/master-key-file.ts';
import { seal, unseal } from '../../../kernel/seal.ts';
import { blobHeader, type Material } from '../cryptography/ciphertext-blob.ts';
import { KmsInternal } from '../errors.ts';
import type { StoredKey, StoredMaterial } from './stored-key.ts';

type KeyRecord = { readonly key: StoredKey } | { readonly forgotten: string };

const MATERIAL_BYTES = 32;

/**
 * The keys of one stack: `master.key` and a journal of snapshots, the last of each key counts. Key material is wrapped with the
 * master key on disk. A change is in force once it is written: what it encrypts can be decrypted after any crash.
 */
export class StackKeys {
  readonly stack: string;
  readonly #host: Host;
  readonly #directory: string;
  readonly #master: KeyObject;
  readonly #journal: Journal;
  readonly #keys = new Map<string, StoredKey>();
  /** Unwrapped, by key id and material id. */
  readonly #materials = new Map<string, Map<string, Material>>();
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(host: Host, stack: string) {
    this.stack = stack;
    this.#host = host;
    this.#directory = host.dataDirectory(stack, 'kms');
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    this.#master = openMasterKey(this.#directory);
    this.#journal = host.openJournal(join(this.#directory, 'keys.journal'), (payload) =>
      this.#apply(JSON.parse(payload.toString()) as KeyRecord),
    );
    for (const key of this.#keys.values()) this.#unwrap(key);
  }

  /** Whether a stack has such a store already. */
  static exist(host: Host, stack: string): boolean {
    return existsSync(join(host.dataDirectory(stack, 'kms'), 'keys.journal'));
  }

  keys(): IterableIterator<StoredKey> {
    return this.#keys.values();
  }

  get(id: string): StoredKey | undefined {
    return this.#keys.get(id);
  }

  /** The material of that id, or the one that encrypts now; undefined if it was erased or never was. */
  material(
    id: string,
    materialId: string | undefined = this.#keys.get(id)?.materials.at(-1)?.id,
  ): Material | undefined {
    return materialId === undefined ? undefined : this.#materials.get(id)?.get(materialId);
  }

  /** Fresh material for a key, wrapped. It is in use once a key with it is stored. */
  makeMaterial(keyId: string, at: number, rotation?: StoredMaterial['rotation']): StoredMaterial {
    const id = randomBytes(32).toString('hex');
    const plain = randomBytes(MATERIAL_BYTES);
    const wrapped = seal(this.#master, plain, blobHeader(keyId, id)).toString('base64');
    plain.fill(0);
    return { id, at, ...(rotation && { rotation }), wrapped };
  }

  /**
   * Stores what `change` makes of the key as it is then, unless that is the same; changes happen one after another. Resolves once it
   * is on disk and in force. Rejects, with nothing changed, with what `change` throws, or with KMSInternalException if the disk
   * refuses.
   */
  change(id: string, change: (key: StoredKey | undefined) => StoredKey): Promise<void> {
    return this.#exclusively(async () => {
      const before = this.#keys.get(id);
      const key = change(before);
      if (key === before) return;
      await this.#write({ key });
      this.#unwrap(key);
    });
  }

  /**
   * Erases the material of a key: from memory at once, from the file by writing it anew without. `keep` is what remains of a key
   * that is declared still.
   */
  erase(id: string, keep?: StoredKey): Promise<void> {
    this.#materials.delete(id);
    return this.#exclusively(async () => {
      if (keep === undefined) this.#keys.delete(id);
      else this.#keys.set(id, keep);
      const records = [...this.#keys.values()].map((key) => Buffer.from(JSON.stringify({ key } satisfies KeyRecord)));
      await this.#journal.rewrite(records);
    });
  }

  /** Forgets a key without material. */
  forget(id: string): Promise<void> {
    return this.#exclusively(() => this.#write({ forgotten: id }));
  }

  async close(): Promise<void> {
    await this.#lastChange;
    await this.#journal.close();
  }

  #exclusively(change: () => Promise<unknown>): Promise<void> {
    const done = this.#lastChange.then(async () => void (await change()));
    this.#lastChange = done.catch(() => undefined);
    return done;
  }

  async #write(record: KeyRecord): Promise<void> {
    try {
      await this.#journal.append(Buffer.from(JSON.stringify(record)));
    } catch (error) {
      this.#host.log(`kms: a change of a key was not written to disk: ${(error as Error).message}`);
      throw new KmsInternal(error);
    }
    this.#apply(record);
  }

  #apply(record: KeyRecord): void {
    if ('forgotten' in record) this.#keys.delete(record.forgotten);
    else this.#keys.set(record.key.id, record.key);
  }

  #unwrap({ id, materials }: StoredKey): void {
    const ready = this.#materials.get(id) ?? new Map<string, Material>();
    for (const { id: materialId, wrapped } of materials) {
      if (ready.has(materialId)) continue;
      const header = blobHeader(id, materialId);
      const plain = unseal(this.#master, Buffer.from(wrapped, 'base64'), header);
      if (plain === undefined) {
        throw new Error(
          `The material of key ${id} in ${this.#directory} was not made with the master.key beside it. Restore both together.`,
        );
      }
      ready.set(materialId, { id: materialId, key: createSecretKey(plain), header });
      plain.fill(0);
    }
    if (materials.length > 0) this.#materials.set(id, ready);
  }
}
