import { dynamodbTableArn, type CompiledPolicy } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';
import type { Principal } from '../../kernel/principal.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { ResourceNotFoundException } from './errors.ts';
import { KmsAccess } from './storage/kms-access.ts';
import { TableFiles } from './storage/table-files.ts';
import { deploymentProblems, hasSameKeys } from './table/deployment-problems.ts';
import { lockedOut } from './table/read-policies.ts';
import { readTables, type TableProblem } from './table/read-tables.ts';
import { TableMetrics } from './table-metrics.ts';
import type { TableConfiguration, TablePolicy } from './table/table-configuration.ts';
import { Table, TOKEN_LIFE, type Surroundings } from './table/table.ts';
import { finishParts } from './transactions/finish-parts.ts';
import { readStream, type ReadableStream } from './streams/readable-stream.ts';

const SWEEP_INTERVAL = 60_000;
const MOST_EXPIRED_AT_ONCE = 100;

/** Tables of all stacks, their items and their streams. The graph says which tables there are and how; items are data. */
export class DynamodbState implements ServiceState {
  readonly host: Host;
  readonly metrics: TableMetrics;
  readonly #keys: KmsAccess;
  readonly #files = new Map<string, TableFiles>();
  /** By ARN. */
  readonly #tables = new Map<string, Table>();
  /** Opened for a deployment that has not been switched to (yet). */
  readonly #prepared = new Map<string, Table>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #surroundings: Surroundings = {
    mayCompact: () => [...this.#tables.values()].every(({ log }) => !log.owes),
    announce: (streamArn) => {
      for (const callback of this.#listeners.get(streamArn) ?? []) callback();
    },
  };
  /** Undefined before the first deployment is followed, which is that of the start. */
  #stacks: ReadonlySet<string> | undefined;

  constructor(host: Host) {
    this.host = host;
    this.metrics = new TableMetrics(host);
    this.#keys = new KmsAccess(host);
    host.scheduler.every(SWEEP_INTERVAL, () => this.sweep());
  }

  interpret(view: CloudView): () => Promise<void> {
    const { problems, tables } = readTables(view, this.host.accountId);
    const deployed = [...this.#tables.values()].map(({ configuration }) => configuration);
    const found = [
      ...problems,
      ...this.#keyProblems(view, tables),
      ...deploymentProblems(tables, this.#tables),
      ...lockedOut(deployed, tables, this.host),
    ];
    if (found.length > 0) throw new ApplyError(found);
    // Opening files may fail, switching over must not. A journal without items changes nothing if the apply goes no further.
    for (const configuration of tables.values()) {
      const { arn, stack } = configuration;
      if (this.#tables.get(arn)?.configuration.stack === stack) continue;
      const prepared = this.#prepared.get(arn);
      if (prepared?.configuration.stack === stack && hasSameKeys(prepared.configuration, configuration)) continue;
      void prepared?.close();
      const files = this.#filesOf(stack);
      // Items are found where a whole stack comes back, as at the start. A new table of a stack that is there is empty.
      const path = files.path(configuration, { empty: this.#stacks?.has(stack) === true });
      this.#prepared.set(arn, new Table(this.host, path, files.ownKey, configuration, this.#surroundings));
    }
    return () => this.#switchOver(tables, new Set(view.stacks.keys()));
  }

  /** Of a table, which is that of its indexes too, or of a stream. */
  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.policy(arn)?.compiled;
  }

  policy(arn: string): TablePolicy | undefined {
    const [table = ''] = arn.split(/\/(?:index|stream)\//, 1);
    const configuration = this.#tables.get(table)?.configuration;
    if (!arn.startsWith('/stream/', table.length)) return configuration?.policy;
    return configuration?.stream?.arn === arn ? configuration.stream.policy : undefined;
  }

  arnOf(name: string, region: string): string {
    const { accountId: account, partition } = this.host;
    return dynamodbTableArn({ partition, region, account, table: name });
  }

  find(arn: string): Table | undefined {
    return this.#tables.get(arn);
  }

  /** Throws ResourceNotFoundException. */
  table(arn: string): Table {
    const table = this.#tables.get(arn);
    if (table === undefined) throw new ResourceNotFoundException();
    return table;
  }

  tables(region: string): readonly Table[] {
    return [...this.#tables.values()].filter(({ configuration }) => configuration.region === region);
  }

  /** The table whose items somebody is about to use. Throws ResourceNotFoundException and, for its key, AWS's errors of KMS. */
  open(arn: string, principal: Principal): Table {
    const table = this.table(arn);
    this.#keys.check(table, principal);
    return table;
  }

  /**
   * A stream that is read by a service. `principal`: for whom; decides about the KMS key of the table, if it has one. Undefined for
   * a stream that does not exist.
   */
  stream(streamArn: string, principal?: Principal): ReadableStream | undefined {
    const end = streamArn.indexOf('/stream/');
    const table = this.#tables.get(streamArn.slice(0, end));
    if (table?.configuration.stream?.arn !== streamArn) return undefined;
    return readStream(this.host, streamArn, {
      table: () => {
        const now = this.#tables.get(streamArn.slice(0, end));
        if (now !== undefined && principal !== undefined) this.#keys.check(now, principal);
        return now?.configuration.stream?.arn === streamArn && !now.log.isLocked ? now : undefined;
      },
      onRecord: (callback) => this.#onRecord(streamArn, callback),
    });
  }

  /** Removes what has expired, and what the journals need no more. */
  async sweep(): Promise<void> {
    for (const table of [...this.#tables.values()]) {
      if (table.log.isLocked) this.#keys.openForItself(table);
      if (table.log.isLocked) continue;
      await table.mutex.run(() => this.#sweepTable(table));
    }
  }

  /** Rewrites a journal if that is worth it; whoever calls holds no mutex. */
  tidy(table: Table): void {
    if (!table.wantsCompaction) return;
    table.mutex
      .run(() => table.compactIfWorthwhile())
      .catch((error: unknown) => {
        this.host.log(`dynamodb: the journal of ${table.configuration.name} was not rewritten: ${String(error)}`);
      });
  }

  async close(): Promise<void> {
    for (const table of [...this.#tables.values(), ...this.#prepared.values()]) {
      await table.mutex.run(() => table.close());
    }
  }

  async #sweepTable(table: Table): Promise<void> {
    const now = this.host.clock.now();
    table.stream?.trim(now);
    for (const [token, { at }] of table.tokens) if (at <= now - TOKEN_LIFE) table.tokens.delete(token);
    const expired = table.items.expired(now);
    for (let from = 0; from < expired.length; from += MOST_EXPIRED_AT_ONCE) {
      const batch = expired.slice(from, from + MOST_EXPIRED_AT_ONCE);
      await table.commit(
        batch.map(({ item }) => ({ key: table.keyOf(item) })),
        { byTtl: true },
      );
    }
    await table.compactIfWorthwhile();
  }

  #filesOf(stack: string): TableFiles {
    let files = this.#files.get(stack);
    if (files === undefined) this.#files.set(stack, (files = new TableFiles(this.host, stack)));
    return files;
  }

  #keyProblems(view: CloudView, tables: ReadonlyMap<string, TableConfiguration>): readonly TableProblem[] {
    return [...tables.values()].flatMap((table) => {
      const { arn, encryption, urn } = table;
      if (typeof encryption === 'string' || this.#stacks === undefined) return [];
      const before = this.#tables.get(arn)?.log.wrappedKeys() ?? [];
      // A key that is in use stays so: if it lets nobody in, the table's callers will hear it.
      if (before.some((key) => key.arn === encryption.keyArn)) return [];
      const problem = this.#keys.problem(view, table, encryption.keyArn);
      return problem === undefined ? [] : [{ urn, message: problem }];
    });
  }

  async #switchOver(tables: ReadonlyMap<string, TableConfiguration>, stacks: ReadonlySet<string>): Promise<void> {
    for (const [arn, table] of [...this.#tables]) {
      if (tables.get(arn)?.stack === table.configuration.stack) continue;
      this.#tables.delete(arn);
      await table.mutex.run(() => table.close());
      await this.#keys.endGrants(table.configuration, table.log.wrappedKeys());
    }
    const fresh = new Map<string, Table>();
    for (const [arn, table] of [...this.#prepared]) {
      this.#prepared.delete(arn);
      if (tables.get(arn)?.stack === table.configuration.stack) fresh.set(arn, table);
      else await table.close();
    }
    await finishParts(new Map([...this.#tables, ...fresh]));
    for (const configuration of tables.values()) {
      const table = this.#tables.get(configuration.arn) ?? fresh.get(configuration.arn);
      if (table === undefined) continue;
      await table.mutex.run(() => this.#follow(table, configuration));
      // Nobody finds a table before it has its identity and its key.
      this.#tables.set(configuration.arn, table);
    }
    for (const [stack, files] of [...this.#files]) {
      if (stacks.has(stack)) files.clean([...tables.values()].filter((each) => each.stack === stack));
      else {
        this.#files.delete(stack);
        files.destroy();
      }
    }
    this.#stacks = stacks;
  }

  async #follow(table: Table, configuration: TableConfiguration): Promise<void> {
    this.#keys.openForItself(table);
    const { encryption } = configuration;
    const keys = table.log.wrappedKeys();
    if (typeof encryption === 'string' || keys.some(({ arn }) => arn === encryption.keyArn)) {
      // A key nobody has opened since the start is opened now, so that DynamoDB can write by itself.
      await table.follow(configuration);
    } else {
      const number = Math.max(0, ...keys.map((key) => key.number)) + 1;
      await table.follow(configuration, await this.#keys.make(configuration, encryption.keyArn, number));
    }
    const left = new Set(table.log.wrappedKeys().map(({ number }) => number));
    await this.#keys.endGrants(
      configuration,
      keys.filter(({ number }) => !left.has(number)),
    );
  }

  #onRecord(streamArn: string, callback: () => void): () => void {
    const known = this.#listeners.get(streamArn);
    if (known !== undefined) known.add(callback);
    else this.#listeners.set(streamArn, new Set([callback]));
    return () => void this.#listeners.get(streamArn)?.delete(callback);
  }
}
