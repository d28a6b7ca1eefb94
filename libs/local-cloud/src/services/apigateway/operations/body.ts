import type { JsonObject } from '../../../kernel/wire.ts';
import { BadRequest } from '../errors.ts';

/** Members of a request's body. Throw BadRequestException if they are of another type. */
export function optionalString(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new BadRequest(`Invalid request input: ${name} must be a string`);
  return value;
}

export function optionalBoolean(body: JsonObject, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw new BadRequest(`Invalid request input: ${name} must be a boolean`);
  return value;
}

export function optionalTags(body: JsonObject): Readonly<Record<string, string>> {
  const tags = body['tags'] ?? {};
  if (typeof tags !== 'object' || Array.isArray(tags))
    throw new BadRequest('Invalid request input: tags must be a map');
  const entries = Object.entries(tags);
  for (const [key, value] of entries) {
    if (!/^(?!aws:)[A-Za-z0-9 +\-=._:/@]{1,128}$/.test(key) || typeof value !== 'string' || value.length > 256) {
      throw new BadRequest(`Invalid tag: ${key}`);
    }
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
