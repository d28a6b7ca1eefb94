import type { EventTable, Operations } from './event-table.ts';
import { tables } from './tables/index.ts';

/** What kind of event an operation makes. */
export interface EventKind {
  readonly table: EventTable;
  /** Name of the event. */
  readonly name: string;
  readonly readOnly: boolean;
  /** Type of the resource of a data event; absent for management events. */
  readonly dataType?: string;
}

const kinds = new Map<string, EventKind | undefined>();

/** The kind of event an operation makes; undefined if it is not recorded. What a program alone may do is a write of management. */
export function classify(service: string, operation: string): EventKind | undefined {
  const id = `${service}:${operation}`;
  if (!kinds.has(id)) kinds.set(id, kindOf(service, operation));
  return kinds.get(id);
}

function kindOf(service: string, operation: string): EventKind | undefined {
  const table = tables[service];
  if (table === undefined || table.unrecorded?.includes(operation) === true) return undefined;
  const name = table.eventNames?.[operation] ?? operation;
  for (const [dataType, operations] of Object.entries(table.data ?? {})) {
    if (has(operations, operation)) return { table, name, dataType, readOnly: operations.read.includes(operation) };
  }
  return { table, name, readOnly: table.management.read.includes(operation) };
}

/** Whether a table says anything of an operation. */
export function isClassified(service: string, operation: string): boolean {
  const table = tables[service];
  if (table === undefined) return false;
  const listed = [table.management, ...Object.values(table.data ?? {})].some((each) => has(each, operation));
  return listed || table.unrecorded?.includes(operation) === true;
}

const has = ({ read, write }: Operations, operation: string): boolean =>
  read.includes(operation) || write.includes(operation);
