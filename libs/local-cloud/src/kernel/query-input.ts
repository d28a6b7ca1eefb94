import type { JsonObject } from './wire.ts';

/** A parameter of a query request; one that is empty counts as left out. */
export function optionalText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Values of a list in a query request: `Names.member.1=a&Names.member.2=b`, or `Filter.1=…` where EC2 leaves out `member`. */
export function queryList(input: JsonObject, name: string): string[] {
  const values: string[] = [];
  for (let index = 1; ; index++) {
    const value = input[`${name}.member.${index}`] ?? input[`${name}.${index}`];
    if (typeof value !== 'string') return values;
    values.push(value);
  }
}

/** Members of a list of structures: `Tags.member.1.Key=a&Tags.member.1.Value=b`. Nested lists keep their flat names. */
export function queryMembers(input: JsonObject, name: string): Record<string, string>[] {
  const members: Record<string, string>[] = [];
  for (const key in input) {
    if (!key.startsWith(`${name}.`)) continue;
    const found = /^(?:member\.)?(\d+)\.(.+)$/.exec(key.slice(name.length + 1));
    const value = input[key];
    if (found === null || typeof value !== 'string') continue;
    (members[Number(found[1]) - 1] ??= {})[found[2] as string] = value;
  }
  return members.filter((member) => member !== undefined);
}
