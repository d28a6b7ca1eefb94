import type { Permission } from '../../../kernel/operation.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { ConfigState } from '../state.ts';

/** A list of names; undefined if there is none. */
export function names(input: JsonObject, member: string): readonly string[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw new ValidationException(`${member} must be a list of names`);
  return value.length === 0 ? undefined : (value as readonly string[]);
}

export function requiredName(input: JsonObject, member: string): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  const name = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  throw new ValidationException(
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

/** A permission for the recorder of a region: those that are not there have no ARN. */
export function onRecorder(action: string, state: ConfigState, region: string): Permission {
  return { action: `config:${action}`, resource: state.recorder(region)?.arn ?? '*' };
}
