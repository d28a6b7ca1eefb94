import type { Properties, Value } from '../graph.ts';

/** JSON text with sorted keys and no white space: two documents that mean the same have the same text. */
export function canonicalJson(value: Value): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(canonicalJson).join(',')}]`;
  const properties = value as Properties;
  const members = Object.keys(properties)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(properties[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return canonicalJson(left) === canonicalJson(right);
}
