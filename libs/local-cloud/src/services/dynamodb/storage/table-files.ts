import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { openMasterKey } from '../../../kernel/master-key-file.ts';
import type { TableConfiguration } from '../table/table-configuration.ts';

const JOURNAL = '.journal';

/** The files of one stack's tables: the key DynamoDB itself owns, and a journal for each table, by region. */
export class TableFiles {
  readonly ownKey: KeyObject;
  readonly #root: string;
  readonly #directory: string;

  constructor(host: Host, stack: string) {
    this.#root = host.dataDirectory(stack, 'dynamodb');
    this.ownKey = openMasterKey(this.#root);
    this.#directory = join(this.#root, 'tables');
  }

  /** Where a table's journal lies. `empty`: without what a table of that name may have left behind. */
  path(table: Pick<TableConfiguration, 'name' | 'region'>, { empty }: { readonly empty: boolean }): string {
    const path = this.#path(table);
    mkdirSync(join(this.#directory, table.region), { recursive: true, mode: 0o700 });
    if (empty) rmSync(path, { force: true });
    return path;
  }

  /** Deletes what belongs to no table of `kept`: items of a deleted table must not come back with its name. */
  clean(kept: readonly TableConfiguration[]): void {
    if (!existsSync(this.#directory)) return;
    const paths = new Set(kept.map((each) => this.#path(each)));
    for (const region of readdirSync(this.#directory)) {
      for (const file of readdirSync(join(this.#directory, region))) {
        const path = join(this.#directory, region, file);
        if (file.endsWith(JOURNAL) && !paths.has(path)) rmSync(path, { force: true });
      }
    }
  }

  destroy(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #path({ name, region }: Pick<TableConfiguration, 'name' | 'region'>): string {
    return join(this.#directory, region, `${name}${JOURNAL}`);
  }
}
