import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiSnapshot } from './snapshot.ts';

/**
 * Snapshots of one stack, a file per deployment. A new one is written aside first and takes its name only when the whole apply
 * succeeds, so an apply that fails leaves no deployment behind.
 */
export class SnapshotStore {
  readonly #directory: string;
  readonly #snapshots = new Map<string, ApiSnapshot>();

  constructor(directory: string, warn: (message: string) => void) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const file of readdirSync(directory)) {
      if (!file.endsWith('.json')) continue;
      try {
        this.#snapshots.set(file.slice(0, -5), JSON.parse(readFileSync(join(directory, file), 'utf8')) as ApiSnapshot);
      } catch (error) {
        warn(
          `apigateway: ${join(directory, file)} is damaged; the deployment is made again: ${(error as Error).message}`,
        );
      }
    }
  }

  get(deploymentId: string): ApiSnapshot | undefined {
    return this.#snapshots.get(deploymentId);
  }

  /** Throws when the disk refuses. */
  prepare(deploymentId: string, snapshot: ApiSnapshot): void {
    writeFileSync(this.#aside(deploymentId), JSON.stringify(snapshot), { mode: 0o600 });
  }

  commit(deploymentId: string, snapshot: ApiSnapshot): void {
    this.#snapshots.set(deploymentId, snapshot);
    renameSync(this.#aside(deploymentId), this.#file(deploymentId));
  }

  /** Forgets every deployment that is not among these. */
  keepOnly(deploymentIds: ReadonlySet<string>): void {
    for (const id of [...this.#snapshots.keys()]) {
      if (deploymentIds.has(id)) continue;
      this.#snapshots.delete(id);
      rmSync(this.#file(id), { force: true });
    }
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #file(deploymentId: string): string {
    return join(this.#directory, `${deploymentId}.json`);
  }

  #aside(deploymentId: string): string {
    return join(this.#directory, `${deploymentId}.new`);
  }
}
