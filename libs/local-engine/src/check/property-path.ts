import { canonicalJson } from './canonical-json.ts';
import type { Properties, Value } from '../graph.ts';
import { isAssetReference } from '../graph.ts';

/** A Pulumi property path (`tags.Name`, `rules[0].cidr`, `tags["a.b"]`, `rules[*].cidr`) taken apart; `*` matches every child. */
export function parsePropertyPath(path: string): string[] {
  const segments: string[] = [];
  const pattern = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g;
  for (const [, quoted, index, plain] of path.matchAll(pattern)) {
    segments.push(quoted?.replaceAll('\\"', '"') ?? index ?? plain ?? '');
  }
  return segments;
}

/** `ignoreChanges`: at each path the old value stands; where there is no old value, the new one goes. */
export function keepOldValues(next: Properties, previous: Properties, paths: readonly string[]): Properties {
  return paths.reduce<Properties>(
    (properties, path) => keepAt(properties, previous, parsePropertyPath(path)) as Properties,
    next,
  );
}

function keepAt(next: Value, previous: Value, [segment, ...rest]: readonly string[]): Value {
  if (segment === undefined) return previous;
  if (!isContainer(next) || !isContainer(previous)) return next;
  const names = segment === '*' ? new Set([...Object.keys(next), ...Object.keys(previous)]) : new Set([segment]);
  const children = new Map<string, Value>(Object.entries(next));
  for (const name of names) {
    const oldChild = child(previous, name);
    const newChild = child(next, name);
    if (rest.length > 0) {
      if (newChild !== undefined && oldChild !== undefined) children.set(name, keepAt(newChild, oldChild, rest));
      else if (newChild !== undefined && isContainer(newChild)) children.set(name, keepAt(newChild, {}, rest));
    } else if (oldChild !== undefined) children.set(name, oldChild);
    else children.delete(name);
  }
  if (Array.isArray(next)) return [...children].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  return Object.fromEntries(children);
}

/** `replaceOnChanges`: whether anything at the path differs. */
export function differsAt(next: Properties, previous: Properties, path: string): boolean {
  const segments = parsePropertyPath(path);
  return canonicalJson(collect(next, segments)) !== canonicalJson(collect(previous, segments));
}

function collect(value: Value, [segment, ...rest]: readonly string[]): Value {
  if (segment === undefined) return value;
  if (!isContainer(value)) return null;
  if (segment !== '*') return collect(child(value, segment) ?? null, rest);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, collect(item as Value, rest)]));
}

type Container = Properties | readonly Value[];

function isContainer(value: Value): value is Container {
  return typeof value === 'object' && value !== null && !isAssetReference(value);
}

function child(container: Container, name: string): Value | undefined {
  return Object.hasOwn(container, name) ? (container as Properties)[name] : undefined;
}
