import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataKeys } from './data-keys.ts';
import { randomBytes } from './entropy.ts';
import { MasterKey } from './master-key.ts';
import { ObjectStore } from './object-store.ts';
import type { StorageHost } from './record-log.ts';

const TRASH = 'trash-';

/** The S3 data of one stack: `master.key` and a directory for every bucket. */
export class StackStorage {
  readonly #host: StorageHost;
  readonly #directory: string;
  readonly #keys: DataKeys;

  constructor(host: StorageHost, directory: string) {
    this.#host = host;
    this.#directory = directory;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(directory)) {
      if (name.startsWith(TRASH)) rmSync(join(directory, name), { recursive: true, force: true });
    }
    this.#keys = MasterKey.open(directory);
  }

  /** Opens a bucket's data and replays its journal; a bucket without data is empty. */
  open(bucket: string, bucketArn: string): ObjectStore {
    return new ObjectStore({ host: this.#host, directory: this.#path(bucket), keys: this.#keys, bucketArn });
  }

  /** Deletes a bucket's data: gone at once by a rename, then removed at leisure. */
  async remove(bucket: string, store: ObjectStore): Promise<void> {
    await store.close();
    if (!existsSync(this.#path(bucket))) return;
    const trash = join(this.#directory, TRASH + randomBytes(8).toString('hex'));
    renameSync(this.#path(bucket), trash);
    await rm(trash, { recursive: true, force: true });
  }

  #path(bucket: string): string {
    return join(this.#directory, 'buckets', bucket);
  }
}
