import { objectArn } from '../arn.ts';
import { NoSuchKey, StorageUnavailable } from '../errors.ts';
import { BodyFiles } from './body-files.ts';
import type { DataKeys } from './data-keys.ts';
import type { Piece } from './object-version.ts';
import { seal, unseal } from './seal.ts';

/** Encrypts and decrypts the bodies of one bucket, with S3's own key unless told otherwise; an object's ARN is the context. */
export class BodyStore {
  readonly #files: BodyFiles;
  readonly #keys: DataKeys;
  readonly #bucketArn: string;

  constructor(directory: string, keys: DataKeys, bucketArn: string) {
    this.#files = new BodyFiles(directory);
    this.#keys = keys;
    this.#bucketArn = bucketArn;
  }

  seal(key: string, body: Buffer, keys = this.#keys): Buffer[] {
    return seal(body, keys, objectArn(this.#bucketArn, key));
  }

  unseal(key: string, sealed: Buffer, size: number, from: number, to: number, keys = this.#keys): Promise<Buffer> {
    const read = async (offset: number, length: number): Promise<Buffer> => sealed.subarray(offset, offset + length);
    return unseal(read, size, from, to, keys, objectArn(this.#bucketArn, key));
  }

  async writeFile(key: string, body: Buffer, keys = this.#keys): Promise<string> {
    const sealed = this.seal(key, body, keys);
    try {
      return await this.#files.write(sealed);
    } catch (cause) {
      throw new StorageUnavailable(cause);
    }
  }

  /** The bytes `from` up to `to` of a body that lies in `pieces`. */
  async readPieces(
    key: string,
    pieces: readonly Piece[],
    from: number,
    to: number,
    keys = this.#keys,
  ): Promise<Buffer> {
    const parts: Buffer[] = [];
    let start = 0;
    for (const { file, size } of pieces) {
      const [first, end] = [Math.max(from - start, 0), Math.min(to - start, size)];
      if (first < end) parts.push(await this.#readFile(key, file, size, first, end, keys));
      start += size;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }

  removeFile(name: string): Promise<void> {
    return this.#files.remove(name);
  }

  sweep(known: ReadonlySet<string>): void {
    this.#files.sweep(known);
  }

  async #readFile(key: string, file: string, size: number, from: number, to: number, keys: DataKeys): Promise<Buffer> {
    try {
      return await this.#files.read(file, (read) =>
        unseal(read, size, from, to, keys, objectArn(this.#bucketArn, key)),
      );
    } catch (error) {
      // The object was deleted between the look into the index and now.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NoSuchKey(key);
      throw error;
    }
  }
}
