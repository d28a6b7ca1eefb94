import type { Properties, Value } from '@palisade/local-engine';

/*
 * Reads of graph properties. The resource models have checked the shapes already, so a value of another type can only mean
 * that the property was left out.
 */

export function text(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}

export function number(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  return typeof value === 'number' ? value : undefined;
}

/** False when the property was left out. */
export function flag(properties: Properties, name: string): boolean {
  return properties[name] === true;
}

/** A list of strings; empty when the property was left out. */
export function texts(properties: Properties, name: string): readonly string[] {
  return listed(properties[name]).filter((value) => typeof value === 'string');
}

/** A nested block. */
export function block(properties: Properties, name: string): Properties | undefined {
  const value = properties[name];
  return isBlock(value) ? value : undefined;
}

/** A list of nested blocks; empty when the property was left out. */
export function blocks(properties: Properties, name: string): readonly Properties[] {
  return listed(properties[name]).filter(isBlock);
}

/** A map of strings, e.g. tags; empty when the property was left out. */
export function textMap(properties: Properties, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(block(properties, name) ?? {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function listed(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function isBlock(value: Value | undefined): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('$asset' in value);
}
