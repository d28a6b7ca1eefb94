import type { Route } from '../kernel/operation.ts';
import { decodeUri } from './uri.ts';

export interface Routed<Entry> {
  readonly entry: Entry;
  /** Decoded path parameters. */
  readonly params: Readonly<Record<string, string>>;
}

interface CompiledRoute<Entry> {
  readonly entry: Entry;
  readonly segments: readonly Segment[];
  /** The last segment takes the rest of the path. */
  readonly greedy: boolean;
  readonly query: readonly { readonly name: string; readonly value: string | undefined }[];
  readonly headers: readonly string[];
  readonly weight: number;
}

interface Segment {
  readonly literal: string | undefined;
  readonly parameter: string;
}

const none: Readonly<Record<string, string>> = {};

/**
 * Finds the operation of a rest request. The most specific route wins: more literal segments, then more required query
 * parameters and headers. A request that carries another operation's parameter (`?acl`) never falls through to a route that
 * does not ask for it.
 */
export class RouteTable<Entry> {
  readonly #byMethod = new Map<string, { readonly routes: CompiledRoute<Entry>[]; readonly selectors: Set<string> }>();

  /** `selectors`: query parameters that select an operation, known or not. */
  constructor(entries: Iterable<{ readonly route: Route; readonly entry: Entry }>, selectors: readonly string[] = []) {
    for (const { route, entry } of entries) {
      const method = this.#byMethod.get(route.method) ?? { routes: [], selectors: new Set(selectors) };
      this.#byMethod.set(route.method, method);
      const compiled = compileRoute(route, entry);
      method.routes.push(compiled);
      for (const { name, value } of compiled.query) if (value === undefined) method.selectors.add(name);
    }
    for (const { routes } of this.#byMethod.values()) routes.sort((a, b) => b.weight - a.weight);
  }

  find(
    method: string,
    rawPath: string,
    query: ReadonlyMap<string, string>,
    headers: Readonly<Record<string, string | undefined>>,
  ): Routed<Entry> | undefined {
    const table = this.#byMethod.get(method);
    if (table === undefined) return undefined;
    const segments = splitPath(rawPath);
    for (const route of table.routes) {
      if (!fitsPath(route, segments) || !fitsQuery(route, query, table.selectors)) continue;
      if (route.headers.some((name) => headers[name] === undefined)) continue;
      const params = readParams(route, segments, rawPath);
      if (params !== undefined) return { entry: route.entry, params };
    }
    return undefined;
  }
}

function compileRoute<Entry>(route: Route, entry: Entry): CompiledRoute<Entry> {
  const greedy = route.path.endsWith('+}');
  const segments = splitPath(route.path.replace('+}', '}')).map((text): Segment => {
    const parameter = /^\{(.+)\}$/.exec(text)?.[1];
    return parameter === undefined ? { literal: text, parameter: '' } : { literal: undefined, parameter };
  });
  const query = (route.query ?? []).map((each) => {
    const equals = each.indexOf('=');
    return equals === -1
      ? { name: each, value: undefined }
      : { name: each.slice(0, equals), value: each.slice(equals + 1) };
  });
  const headers = (route.headers ?? []).map((name) => name.toLowerCase());
  const literals = segments.filter(({ literal }) => literal !== undefined).length;
  const weight = literals * 10_000 + segments.length * 1_000 - (greedy ? 500 : 0) + query.length * 10 + headers.length;
  return { entry, segments, greedy, query, headers, weight };
}

/** `/a/b/` and `/a/b` have the same segments; the empty path has none. */
function splitPath(path: string): readonly string[] {
  if (path === '/' || path === '') return [];
  const segments = path.slice(1).split('/');
  if (segments.at(-1) === '') segments.pop();
  return segments;
}

function fitsPath(route: CompiledRoute<unknown>, segments: readonly string[]): boolean {
  const wanted = route.segments;
  if (route.greedy ? segments.length < wanted.length : segments.length !== wanted.length) return false;
  for (let i = 0; i < wanted.length; i++) {
    const literal = wanted[i]?.literal;
    if (literal !== undefined && literal !== segments[i]) return false;
  }
  return true;
}

function fitsQuery(
  route: CompiledRoute<unknown>,
  query: ReadonlyMap<string, string>,
  selectors: ReadonlySet<string>,
): boolean {
  for (const { name, value } of route.query) {
    const given = query.get(name);
    if (given === undefined || (value !== undefined && given !== value)) return false;
  }
  for (const name of query.keys()) {
    if (selectors.has(name) && !route.query.some((each) => each.name === name)) return false;
  }
  return true;
}

/** Undefined if a parameter is empty or not valid percent-encoding. */
function readParams(
  route: CompiledRoute<unknown>,
  segments: readonly string[],
  rawPath: string,
): Readonly<Record<string, string>> | undefined {
  if (route.segments.every(({ literal }) => literal !== undefined)) return none;
  const params: Record<string, string> = {};
  let offset = 1;
  for (let i = 0; i < route.segments.length; i++) {
    const segment = segments[i] as string;
    const { literal, parameter } = route.segments[i] as Segment;
    if (literal === undefined) {
      // The greedy rest keeps its slashes, doubled and trailing ones too.
      const raw = route.greedy && i === route.segments.length - 1 ? rawPath.slice(offset) : segment;
      const value = decodeUri(raw);
      if (value === undefined || value === '') return undefined;
      params[parameter] = value;
    }
    offset += segment.length + 1;
  }
  return params;
}
