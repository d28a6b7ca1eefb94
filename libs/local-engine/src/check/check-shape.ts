import type { Properties, Value } from '../graph.ts';
import { isAssetReference } from '../graph.ts';
import { appendProperty } from '../pointer.ts';
import { unknownValue } from '../protocol/signatures.ts';
import type { Shape } from '../shape.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * Compares a value with a shape and returns it the way models read it: nulls left out, scalars in the shape's type where
 * nothing is lost (Terraform's provider converts `"30"` to 30 too), JSON documents as canonical text. What does not fit is added to
 * `issues` by its path; a value that is not known fits everything.
 */
export function checkShape(shape: Shape, value: Value, path: string, issues: string[]): Value | undefined {
  if (value === null) return undefined;
  if (value === unknownValue && shape.kind !== 'refused') return value;
  switch (shape.kind) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'integer':
      return checkScalar(shape.kind, value, path, issues);
    case 'literal':
      return checkLiteral(shape.values, value, path, issues);
    case 'json':
      return checkJson(value, path, issues);
    case 'asset':
    case 'archive':
      if (isAssetReference(value) && value.$asset === shape.kind) return value;
      issues.push(`${path} must be ${article(shape.kind)}, not ${describe(value)}`);
      return undefined;
    case 'refused':
      issues.push(`${path} is not supported by the local cloud: ${shape.because}`);
      return undefined;
    case 'list':
      return checkList(shape.of, value, path, issues);
    case 'map':
      return checkMap(shape.of, value, path, issues);
    case 'object':
      return checkObject(shape, value, path, issues);
  }
}

export function checkObject(
  shape: Shape & { kind: 'object' },
  value: Value,
  path: string,
  issues: string[],
): Properties | undefined {
  if (!isMap(value)) {
    issues.push(`${path} must be an object, not ${describe(value)}`);
    return undefined;
  }
  const checked: Record<string, Value> = {};
  for (const [name, child] of Object.entries(value)) {
    if (child === null) continue;
    const property = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
    const childPath = appendProperty(path, name);
    if (property === undefined) {
      issues.push(`${childPath} is not supported by the local cloud`);
      continue;
    }
    const result = checkShape(property.shape, child, childPath, issues);
    if (result !== undefined) checked[name] = result;
  }
  for (const [name, property] of Object.entries(shape.properties)) {
    const given = value[name];
    if (property.required && (given === undefined || given === null)) {
      issues.push(`${appendProperty(path, name)} is required`);
    }
  }
  return checked;
}

function checkScalar(
  kind: 'string' | 'boolean' | 'number' | 'integer',
  value: Value,
  path: string,
  issues: string[],
): Value | undefined {
  const converted = convertScalar(kind, value);
  if (converted === undefined) issues.push(`${path} must be ${article(kind)}, not ${describe(value)}`);
  return converted;
}

function convertScalar(kind: 'string' | 'boolean' | 'number' | 'integer', value: Value): Value | undefined {
  if (kind === 'string') {
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }
  if (kind === 'boolean') {
    if (typeof value === 'boolean') return value;
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  return kind === 'integer' && !Number.isInteger(number) ? undefined : number;
}

function checkLiteral(
  values: readonly (string | number | boolean)[],
  value: Value,
  path: string,
  issues: string[],
): Value | undefined {
  const match = values.find(
    (candidate) => candidate === value || (typeof value !== 'object' && String(candidate) === String(value)),
  );
  if (match === undefined) {
    const shown = typeof value === 'object' ? describe(value) : JSON.stringify(value);
    const supported = values.map((candidate) => JSON.stringify(candidate)).join(', ');
    issues.push(`${path} ${shown} is not supported by the local cloud (supported: ${supported})`);
  }
  return match;
}

function checkJson(value: Value, path: string, issues: string[]): Value | undefined {
  if (isMap(value) || Array.isArray(value)) return canonicalJson(value);
  if (value === '') return undefined;
  if (typeof value === 'string') {
    try {
      return canonicalJson(JSON.parse(value) as Value);
    } catch {
      issues.push(`${path} contains invalid JSON`);
      return undefined;
    }
  }
  issues.push(`${path} must be a JSON document, not ${describe(value)}`);
  return undefined;
}

function checkList(of: Shape, value: Value, path: string, issues: string[]): Value | undefined {
  if (!Array.isArray(value)) {
    issues.push(`${path} must be a list, not ${describe(value)}`);
    return undefined;
  }
  return (value as readonly Value[]).flatMap((item, index) => {
    const checked = checkShape(of, item, `${path}[${index}]`, issues);
    return checked === undefined ? [] : [checked];
  });
}

function checkMap(of: Shape, value: Value, path: string, issues: string[]): Value | undefined {
  if (!isMap(value)) {
    issues.push(`${path} must be a map, not ${describe(value)}`);
    return undefined;
  }
  const checked: Record<string, Value> = {};
  for (const [name, child] of Object.entries(value)) {
    const result = checkShape(of, child, appendProperty(path, name), issues);
    if (result !== undefined) checked[name] = result;
  }
  return checked;
}

function isMap(value: Value): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isAssetReference(value);
}

const nouns: Readonly<Record<string, string>> = { integer: 'a whole number', asset: 'an asset', archive: 'an archive' };

function article(kind: string): string {
  return nouns[kind] ?? `a ${kind}`;
}

function describe(value: Value): string {
  if (value === null) return 'null';
  if (isAssetReference(value)) return article(value.$asset);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return article(typeof value);
}
