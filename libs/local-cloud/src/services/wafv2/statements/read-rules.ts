import type { Shape } from '@palisade/local-engine';
import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import type { Rule } from './rule.ts';
import { ruleShape } from './shape.ts';

/** Logical statements within each other that are read. AWS sets no limit but the capacity; nobody needs more. */
const DEPTH = 8;
const rule = ruleShape(DEPTH);

export type ReadRules = { readonly rules: readonly Rule[] } | { readonly problem: string };

/** Rules as the API has them: in JSON, search strings in base64. */
export function readRules(value: JsonValue | undefined): ReadRules {
  if (!isList(value)) return { problem: 'Rules must be a list.' };
  for (const [at, each] of value.entries()) {
    const problem = misfit(rule, each, `Rules[${at}]`);
    if (problem !== undefined) return { problem };
  }
  const decode = (name: string, member: unknown): unknown =>
    name === 'SearchString' && typeof member === 'string' ? Buffer.from(member, 'base64').toString('utf8') : member;
  return { rules: JSON.parse(JSON.stringify(value), decode) as readonly Rule[] };
}

/** Rules as the API shows them. */
export function shownRules(rules: readonly Rule[]): JsonValue {
  const encode = (name: string, member: unknown): unknown =>
    name === 'SearchString' && typeof member === 'string' ? Buffer.from(member, 'utf8').toString('base64') : member;
  return JSON.parse(JSON.stringify(rules, encode)) as JsonValue;
}

/** Why a value is not of a shape. */
function misfit(shape: Shape, value: JsonValue, path: string): string | undefined {
  switch (shape.kind) {
    case 'object':
      return isObject(value) ? objectMisfit(shape, value, path) : `${path} must be an object.`;
    case 'list':
      if (!isList(value)) return `${path} must be a list.`;
      return first(value.map((item, at) => misfit(shape.of, item, `${path}[${at}]`)));
    case 'literal':
      return shape.values.some((each) => each === value)
        ? undefined
        : `${path} is not one of ${shape.values.map(String).join(', ')}.`;
    case 'integer':
      return Number.isInteger(value) ? undefined : `${path} must be a whole number.`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${path} must be a boolean.`;
    case 'refused':
      return `${path} is not supported by the local cloud: ${shape.because}`;
    default:
      return typeof value === 'string' ? undefined : `${path} must be a string.`;
  }
}

function objectMisfit({ properties }: Shape & { kind: 'object' }, value: JsonObject, path: string): string | undefined {
  const missing = Object.entries(properties).find(([name, { required }]) => required && value[name] === undefined);
  if (missing !== undefined) return `${path}.${missing[0]} is missing.`;
  return first(
    Object.entries(value).map(([name, member]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property === undefined) return `${path}.${name} is not supported by the local cloud.`;
      return member === undefined ? undefined : misfit(property.shape, member, `${path}.${name}`);
    }),
  );
}

const first = (problems: readonly (string | undefined)[]): string | undefined =>
  problems.find((problem) => problem !== undefined);

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
