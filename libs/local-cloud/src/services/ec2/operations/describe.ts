import { matchGlob } from '@palisade/policies';
import { operation, type Operation } from '../../../kernel/operation.ts';
import { queryList, queryMembers } from '../../../kernel/query-input.ts';
import { result, type JsonObject, type XmlObject } from '../../../kernel/wire.ts';
import {
  InvalidIdNotFound,
  InvalidPaginationToken,
  InvalidParameterCombination,
  InvalidParameterValue,
} from '../errors.ts';
import type { Ec2State } from '../state.ts';

/** Values of one thing under the names `Filter.N.Name` may have. */
export type FilterValues = Readonly<Record<string, string | readonly string[]>>;

/** What a `Describe…` operation lists. All of them take ids, filters and pages the same way. */
export interface Listing<Thing> {
  /** `DescribeVpcs` */
  readonly name: string;
  /** Element that holds the items: `vpcSet`. */
  readonly set: string;
  /** Absent where the operation takes no ids. */
  readonly ids?: {
    /** Request parameter: `VpcId`. */
    readonly parameter: string;
    readonly of: (thing: Thing) => string;
    /** Middle of the error code and noun of its message: `VpcID`, `vpc`. */
    readonly kind: string;
    readonly noun: string;
  };
  list(state: Ec2State, region: string, input: JsonObject): Iterable<Thing>;
  filters(thing: Thing, state: Ec2State): FilterValues;
  /** Fields of `set`'s item as AWS's XML names them. */
  item(thing: Thing, state: Ec2State): XmlObject;
}

interface Query {
  readonly input: JsonObject;
  readonly ids: readonly string[];
  readonly filters: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly offset: number;
  readonly limit: number;
}

/** Source: EC2 API Reference, "Making requests: pagination" and each operation's "Filter.N". */
export function describe<Thing>(listing: Listing<Thing>): Operation<Ec2State> {
  return operation<Ec2State, Query>({
    name: listing.name,
    parse: ({ input }) => readQuery(input, listing.ids?.parameter),
    permissions: () => [{ action: `ec2:${listing.name}`, resource: '*' }],
    run: (query, { region }, state) => {
      const all = [...listing.list(state, region, query.input)];
      const found = named(listing, all, query.ids).filter((thing) => fits(listing.filters(thing, state), query));
      const end = query.offset + query.limit;
      return result({
        [listing.set]: { item: found.slice(query.offset, end).map((thing) => listing.item(thing, state)) },
        ...(end < found.length && { nextToken: Buffer.from(String(end)).toString('base64url') }),
      });
    },
  });
}

function readQuery(input: JsonObject, parameter: string | undefined): Query {
  const ids = parameter === undefined ? [] : queryList(input, parameter);
  const maximum = input['MaxResults'];
  if (maximum !== undefined && ids.length > 0) {
    throw new InvalidParameterCombination('The parameter MaxResults cannot be used with the parameter that lists ids');
  }
  const limit = maximum === undefined ? 1000 : Number(maximum);
  if (!Number.isInteger(limit) || limit < 5) {
    throw new InvalidParameterValue(
      `Value ( ${String(maximum)} ) for parameter maxResults is invalid. Expecting a value greater than 5.`,
    );
  }
  const filters = queryMembers(input, 'Filter').map((filter) => ({
    name: filter['Name'] ?? '',
    values: Object.keys(filter).flatMap((key) => (key.startsWith('Value.') ? [filter[key] ?? ''] : [])),
  }));
  return { input, ids, filters, offset: offsetOf(input['NextToken']), limit: Math.min(limit, 1000) };
}

function offsetOf(token: JsonObject[string]): number {
  if (token === undefined) return 0;
  const offset = Number(Buffer.from(String(token), 'base64url').toString());
  if (!Number.isInteger(offset) || offset < 1) throw new InvalidPaginationToken();
  return offset;
}

function named<Thing>(listing: Listing<Thing>, all: readonly Thing[], ids: readonly string[]): readonly Thing[] {
  if (listing.ids === undefined || ids.length === 0) return all;
  const { of, kind, noun } = listing.ids;
  const missing = ids.filter((id) => !all.some((thing) => of(thing) === id));
  if (missing.length > 0) throw new InvalidIdNotFound(kind, noun, missing);
  return all.filter((thing) => ids.includes(of(thing)));
}

/** Filters are ANDed, the values of one ORed; `*` and `?` are wildcards. */
function fits(values: FilterValues, { filters }: Query): boolean {
  return filters.every(({ name, values: asked }) => {
    const own = values[name] ?? (name.startsWith('tag:') ? [] : undefined);
    if (own === undefined) {
      throw new InvalidParameterValue(`The filter '${name}' is invalid, or the local cloud does not support it`);
    }
    return asked.some((pattern) => (typeof own === 'string' ? [own] : own).some((value) => matchGlob(pattern, value)));
  });
}

/** `tag:Name`, `tag-key` and `tag-value`, which every tagged thing has. */
export function tagFilters(tags: Readonly<Record<string, string>>): FilterValues {
  return {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`tag:${key}`, value])),
    'tag-key': Object.keys(tags),
    'tag-value': Object.values(tags),
  };
}

/** The `tagSet` of an item. */
export function tagSet(tags: Readonly<Record<string, string>>): XmlObject {
  return { item: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

/** Parts of one region. */
export function inRegion<T extends { readonly region: string }>(
  parts: ReadonlyMap<string, T>,
  region: string,
): readonly T[] {
  return [...parts.values()].filter((part) => part.region === region);
}
