import type { JsonObject } from '../../../kernel/wire.ts';
import { groupNameOf } from '../arn.ts';
import { InvalidParameter } from '../errors.ts';

/*
 * Members of a request, checked as CloudWatch Logs checks them; each throws InvalidParameterException in AWS's words.
 * Source: CloudWatch Logs API Reference, constraints of the members.
 */

const GROUP_NAME = /^[.\-_/#A-Za-z0-9]+$/;
const STREAM_NAME = /^[^:*]+$/;

export function groupName(input: JsonObject): string {
  const name = requiredText(input, 'logGroupName');
  checkName('logGroupName', name, GROUP_NAME);
  return name;
}

/** For operations that take `logGroupIdentifier`, a name or an ARN, instead of `logGroupName`. */
export function groupNameOrIdentifier(input: JsonObject): string {
  if (text(input, 'logGroupIdentifier') === undefined) return groupName(input);
  if (input['logGroupName'] !== undefined) {
    throw new InvalidParameter('LogGroup name and LogGroup identifier are mutually exclusive parameters.');
  }
  return groupIdentifier(input);
}

/** The group that `logGroupIdentifier` means, a name or an ARN. */
export function groupIdentifier(input: JsonObject): string {
  const name = groupNameOf(requiredText(input, 'logGroupIdentifier'));
  checkName('logGroupIdentifier', name, GROUP_NAME);
  return name;
}

export function streamName(input: JsonObject): string {
  const name = requiredText(input, 'logStreamName');
  checkName('logStreamName', name, STREAM_NAME);
  return name;
}

export function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(member, value, 'Member must be a string');
  return value;
}

export function requiredText(input: JsonObject, member: string): string {
  const value = text(input, member);
  if (value === undefined) throw invalid(member, null, 'Member must not be null');
  return value;
}

export function flag(input: JsonObject, member: string): boolean {
  const value = input[member];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw invalid(member, value, 'Member must be a boolean');
  return value;
}

/** Milliseconds since the epoch. */
export function timestamp(input: JsonObject, member: string): number | undefined {
  return wholeNumber(input, member, 0, Number.MAX_SAFE_INTEGER);
}

export function limit(input: JsonObject, most: number, otherwise: number): number {
  return wholeNumber(input, 'limit', 1, most) ?? otherwise;
}

export function wholeNumber(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalid(member, value, 'Member must be an integer');
  if (value < least) throw invalid(member, value, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw invalid(member, value, `Member must have value less than or equal to ${most}`);
  return value;
}

export function invalid(member: string, value: unknown, constraint: string): InvalidParameter {
  const shown = typeof value === 'object' ? JSON.stringify(value) : `'${String(value)}'`;
  return new InvalidParameter(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

function checkName(member: string, name: string, pattern: RegExp): void {
  if (name.length < 1) throw invalid(member, name, 'Member must have length greater than or equal to 1');
  if (name.length > 512) throw invalid(member, name, 'Member must have length less than or equal to 512');
  if (!pattern.test(name))
    throw invalid(member, name, `Member must satisfy regular expression pattern: ${pattern.source}`);
}
