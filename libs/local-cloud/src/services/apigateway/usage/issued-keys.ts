import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import type { ApiKey } from './api-key.ts';
import { Seal } from './seal.ts';

type KeyRecord =
  | { readonly key: ApiKey }
  | { readonly gone: string }
  | { readonly joined: string; readonly plan: string }
  | { readonly left: string; readonly plan: string };

/**
 * The keys issued at run time that are kept with one stack, and which keys (of anybody) were put into its usage plans at run time.
 * A change counts at once, is taken back if the disk refuses it, and is written when its promise resolves.
 */
export class IssuedKeys {
  readonly #journal: Journal;
  readonly #seal: Seal;
  readonly #keys = new Map<string, ApiKey>();
  readonly #byValue = new Map<string, ApiKey>();
  readonly #members = new Map<string, Set<string>>();

  constructor(host: Host, directory: string) {
    const path = join(directory, 'keys.journal');
    this.#seal = new Seal(join(directory, 'keys.seal'));
    this.#journal = host.openJournal(path, (payload) => this.#apply(this.#read(payload, path)));
  }

  keys(): Iterable<ApiKey> {
    return this.#keys.values();
  }

  key(id: string): ApiKey | undefined {
    return this.#keys.get(id);
  }

  ofValue(region: string, value: string): ApiKey | undefined {
    return this.#byValue.get(`${region} ${value}`);
  }

  /** Ids of the keys put into a plan. */
  members(plan: string): ReadonlySet<string> {
    return this.#members.get(plan) ?? nobody;
  }

  plans(): Iterable<string> {
    return this.#members.keys();
  }

  /** Adds a key or changes it. */
  put(key: ApiKey): Promise<void> {
    const before = this.#keys.get(key.id);
    return this.#record({ key }, before === undefined ? { gone: key.id } : { key: before });
  }

  remove(id: string): Promise<void> {
    const key = this.#keys.get(id);
    return key === undefined ? Promise.resolve() : this.#record({ gone: id }, { key });
  }

  join(plan: string, key: string): Promise<void> {
    return this.#record({ joined: key, plan }, { left: key, plan });
  }

  leave(plan: string, key: string): Promise<void> {
    return this.members(plan).has(key) ? this.#record({ left: key, plan }, { joined: key, plan }) : Promise.resolve();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  async #record(record: KeyRecord, undo: KeyRecord): Promise<void> {
    this.#apply(record);
    try {
      await this.#journal.append(this.#seal.seal(JSON.stringify(record)));
    } catch (error) {
      this.#apply(undo);
      throw error;
    }
  }

  #read(payload: Buffer, path: string): KeyRecord {
    const text = this.#seal.open(payload);
    if (text === undefined)
      throw new Error(`${path} was sealed with another key than the one in keys.seal beside it. Restore that file.`);
    return JSON.parse(text) as KeyRecord;
  }

  #apply(record: KeyRecord): void {
    if ('key' in record || 'gone' in record) {
      const old = this.#keys.get('key' in record ? record.key.id : record.gone);
      if (old !== undefined) {
        this.#keys.delete(old.id);
        this.#byValue.delete(`${old.region} ${old.value}`);
      }
      if ('gone' in record) return;
      this.#keys.set(record.key.id, record.key);
      this.#byValue.set(`${record.key.region} ${record.key.value}`, record.key);
      return;
    }
    const members = this.#members.get(record.plan) ?? new Set<string>();
    if ('joined' in record) members.add(record.joined);
    else members.delete(record.left);
    if (members.size > 0) this.#members.set(record.plan, members);
    else this.#members.delete(record.plan);
  }
}

const nobody: ReadonlySet<string> = new Set();
