import type { EdgeRequest } from '../../../kernel/edge.ts';

/** Multi-valued names and values in the order and spelling of the request. */
export type MultiMap = Map<string, string[]>;

/** They concern one connection and end at the gateway. */
const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers of a request as they were sent; a name in several spellings keeps the first. */
export function requestHeaders({ wire }: EdgeRequest): MultiMap {
  const headers: MultiMap = new Map();
  const spelling = new Map<string, string>();
  const raw = wire.rawHeaders ?? Object.entries(wire.headers).flatMap(([name, value]) => [name, value ?? '']);
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] as string;
    const lower = name.toLowerCase();
    if (HOP_BY_HOP.has(lower)) continue;
    const known = spelling.get(lower) ?? name;
    spelling.set(lower, known);
    add(headers, known, raw[at + 1] as string);
  }
  return headers;
}

/** All values of a header, in the order of the request; `name` in any case. */
export function headerValues({ wire }: EdgeRequest, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const { rawHeaders } = wire;
  if (rawHeaders === undefined) return wire.headers[wanted] === undefined ? [] : [wire.headers[wanted]];
  return rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === wanted);
}

export function queryParameters({ wire }: EdgeRequest): MultiMap {
  const parameters: MultiMap = new Map();
  if (wire.rawQuery === undefined) {
    for (const [name, value] of wire.query) add(parameters, name, value);
  } else if (wire.rawQuery !== '') {
    for (const [name, value] of new URLSearchParams(wire.rawQuery)) add(parameters, name, value);
  }
  return parameters;
}

export function add(map: MultiMap, name: string, value: string): void {
  const values = map.get(name);
  if (values === undefined) map.set(name, [value]);
  else values.push(value);
}

/** `application/json` of `application/json; charset=utf-8`; API Gateway takes a missing type for JSON. */
export function mediaTypeOf(contentType: string | undefined): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() || 'application/json';
}
