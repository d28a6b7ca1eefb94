import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from './entropy.ts';

/** Sealed bodies too large for the journal, one file each. A file is whole or not there: written aside, then renamed. */
export class BodyFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Returns the name of the new file. Rejects, leaving nothing behind, when the disk refuses. */
  async write(sealed: readonly Buffer[]): Promise<string> {
    const name = randomBytes(16).toString('hex');
    const path = join(this.#directory, name);
    const temporary = `${path}.new`;
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        for (const bytes of sealed) await file.writeFile(bytes);
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
    return name;
  }

  /** Calls `use` with a reader of that file, open for as long as `use` runs. */
  async read<T>(
    name: string,
    use: (read: (offset: number, length: number) => Promise<Buffer>) => Promise<T>,
  ): Promise<T> {
    const file = await open(join(this.#directory, name), 'r');
    try {
      return await use(async (offset, length) => {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      });
    } finally {
      await file.close();
    }
  }

  /** Whoever still reads the file reads on. */
  async remove(name: string): Promise<void> {
    await unlink(join(this.#directory, name)).catch(() => undefined);
  }

  /** Removes what a killed process left behind: files no record names. */
  sweep(known: ReadonlySet<string>): void {
    if (!existsSync(this.#directory)) return;
    for (const name of readdirSync(this.#directory)) {
      if (!known.has(name)) rmSync(join(this.#directory, name), { force: true });
    }
  }
}
