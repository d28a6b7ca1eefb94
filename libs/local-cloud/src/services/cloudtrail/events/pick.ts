import type { DoorCall } from '../../../kernel/activity.ts';
import type { JsonObject, JsonValue, XmlObject } from '../../../kernel/wire.ts';

const LONGEST = 2048;

/** CloudTrail writes members with a small first letter. */
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/**
 * Those members of an input that the list allows, if they are plain values or lists of them: a structure never gets through. Form
 * parameters (`VpcId.1`, `PolicyArns.member.2`) go by their name without the number.
 */
export function pick(input: JsonObject, allowed: readonly string[]): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const name in input) {
    const plain = name.replace(/(?:\.member)?\.\d+$/, '');
    const value = input[name];
    if (!allowed.includes(plain) || value === undefined || !isPlain(value)) continue;
    const member = lowerFirst(plain);
    const before = found[member];
    found[member] = plain === name || before === undefined ? value : ([before, value].flat() as JsonValue);
  }
  return found;
}

/** Members of a JSON answer. */
export function pickReply({ reply }: DoorCall, allowed: readonly string[]): JsonObject | undefined {
  return reply?.body?.kind === 'json' ? orNothing(pick(reply.body.value, allowed)) : undefined;
}

/** The result element of an XML answer. */
export function xmlResult({ reply }: DoorCall): XmlObject {
  return reply?.body?.kind === 'xml' ? reply.body.value : {};
}

export function orNothing(members: JsonObject): JsonObject | undefined {
  return Object.keys(members).length === 0 ? undefined : members;
}

export const textOf = (input: JsonObject, member: string): string | undefined => {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
};

function isPlain(value: JsonValue): boolean {
  if (typeof value === 'string') return value.length <= LONGEST;
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string' && each.length <= LONGEST);
  return typeof value === 'number' || typeof value === 'boolean';
}
