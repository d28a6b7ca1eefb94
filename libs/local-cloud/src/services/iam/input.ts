import type { JsonObject } from '../../kernel/wire.ts';
import { ValidationError } from './errors.ts';

/** A parameter that must be there. */
export function requiredText(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  const member = `${name[0]?.toLowerCase()}${name.slice(1)}`;
  throw new ValidationError(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}
