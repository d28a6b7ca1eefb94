import { optionalText } from '../../kernel/query-input.ts';
import type { JsonObject } from '../../kernel/wire.ts';
import { ValidationError } from './errors.ts';

export function readDuration(
  input: JsonObject,
  range: { readonly default: number; readonly least: number; readonly most: number },
): number {
  const text = optionalText(input, 'DurationSeconds');
  if (text === undefined) return range.default;
  const seconds = Number(text);
  if (!Number.isInteger(seconds))
    throw new ValidationError(`1 validation error detected: Value '${text}' at 'durationSeconds' is not an integer`);
  if (seconds < range.least) throw outOfRange(text, `greater than or equal to ${range.least}`);
  if (seconds > range.most) throw outOfRange(text, `less than or equal to ${range.most}`);
  return seconds;
}

function outOfRange(value: string, constraint: string): ValidationError {
  return new ValidationError(
    `1 validation error detected: Value '${value}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${constraint}`,
  );
}
