import { NULL_VERSION, type ObjectVersion } from './object-version.ts';
import { SortedKeys } from './sorted-keys.ts';

/** Every version of every object of a bucket, in memory. */
export class ObjectIndex {
  /** Oldest first: the last one is the current version. */
  readonly #histories = new Map<string, ObjectVersion[]>();
  readonly keys = new SortedKeys();
  /** Whether a version was ever made by versioning. */
  everVersioned = false;

  get isEmpty(): boolean {
    return this.#histories.size === 0;
  }

  /** Oldest first; empty if the key was never written. */
  history(key: string): readonly ObjectVersion[] {
    return this.#histories.get(key) ?? [];
  }

  histories(): IterableIterator<readonly ObjectVersion[]> {
    return this.#histories.values();
  }

  current(key: string): ObjectVersion | undefined {
    return this.#histories.get(key)?.at(-1);
  }

  find(key: string, versionId: string): ObjectVersion | undefined {
    return this.#histories.get(key)?.findLast((version) => version.versionId === versionId);
  }

  /** Makes `version` the current one; returns the one it replaces: there is one null version at most. */
  add(version: ObjectVersion): ObjectVersion | undefined {
    if (version.versionId !== NULL_VERSION) this.everVersioned = true;
    const history = this.#histories.get(version.key);
    if (history === undefined) {
      this.#histories.set(version.key, [version]);
      this.keys.add(version.key);
      return undefined;
    }
    const replaced =
      version.versionId === NULL_VERSION || isDeclared(version) ? take(history, version.versionId) : undefined;
    history.push(version);
    return replaced;
  }

  /** Puts `changed` in the place of the version with the same id. */
  replace(changed: ObjectVersion): void {
    const history = this.#histories.get(changed.key);
    const at = history?.findLastIndex((version) => version.versionId === changed.versionId) ?? -1;
    if (history !== undefined && at !== -1) history[at] = changed;
  }

  /** Removes a version for good and returns it. */
  remove(key: string, versionId: string): ObjectVersion | undefined {
    const history = this.#histories.get(key);
    if (history === undefined) return undefined;
    const removed = take(history, versionId);
    if (history.length === 0) {
      this.#histories.delete(key);
      this.keys.delete(key);
    }
    return removed;
  }
}

/** A declared object's version id follows from its content, so going back to former content meets the former version. */
function isDeclared(version: ObjectVersion): boolean {
  return !version.deleteMarker && version.declared !== undefined;
}

function take(history: ObjectVersion[], versionId: string): ObjectVersion | undefined {
  const at = history.findLastIndex((version) => version.versionId === versionId);
  return at === -1 ? undefined : history.splice(at, 1)[0];
}
