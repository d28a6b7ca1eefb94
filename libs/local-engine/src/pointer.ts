import type { Properties, Value } from './graph.ts';
import { isAssetReference } from './graph.ts';

/** JSON Pointers (RFC 6901) name the secret values inside a resource's inputs and outputs. */
export function appendToken(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The longest part of `pointer` that exists in `value`: a secret inside a document stays secret when the document becomes text. */
export function deepestExisting(value: Value | Properties, pointer: string): string | undefined {
  let current: Value | undefined = value;
  let existing = '';
  for (const token of parsePointer(pointer)) {
    const child = childOf(current, token);
    if (child === undefined) break;
    current = child;
    existing = appendToken(existing, token);
  }
  return existing === '' ? undefined : existing;
}

/** True when `path` itself, something above it or something inside it is secret. */
export function touchesSecret(secrets: readonly string[], path: string): boolean {
  return secrets.some((secret) => path === secret || path.startsWith(`${secret}/`) || secret.startsWith(`${path}/`));
}

export function childOf(value: Value | undefined, token: string): Value | undefined {
  if (typeof value !== 'object' || value === null || isAssetReference(value)) return undefined;
  if (Array.isArray(value)) return (value as readonly Value[])[Number(token)];
  return Object.hasOwn(value, token) ? (value as Properties)[token] : undefined;
}

/** `rules[0].name`, the way Pulumi prints a property path. */
export function appendProperty(path: string, property: string): string {
  const plain = /^[A-Za-z_$][\w$-]*$/.test(property);
  if (path === '') return plain ? property : `["${property}"]`;
  return plain ? `${path}.${property}` : `${path}["${property}"]`;
}
