import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { NotSupportedError } from '../../../kernel/errors.ts';
import type { EncryptionContext } from '../cryptography/encryption-context.ts';
import { constraintViolated, InvalidGrantToken, Validation } from '../errors.ts';
import { readGrantToken } from '../grant-token.ts';

/*
 * Members of a request, checked as KMS checks them. Contents are never repeated in an error.
 * Source: AWS KMS API Reference, constraints of the members.
 */

/** Pairs of an encryption context together, in bytes. */
const CONTEXT_BYTES = 8192;
const GRANT_TOKENS = 10;

export function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrongType(member, 'a string');
  return value;
}

export function requiredText(input: JsonObject, member: string): string {
  const value = text(input, member);
  if (value === undefined) throw constraintViolated(camel(member), 'Member must not be null');
  return value;
}

export function flag(input: JsonObject, member: string): boolean {
  const value = input[member];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw wrongType(member, 'a boolean');
  return value;
}

export function wholeNumber(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(member, 'an integer');
  if (value < least) throw outOfRange(member, value, `greater than or equal to ${least}`);
  if (value > most) throw outOfRange(member, value, `less than or equal to ${most}`);
  return value;
}

/** A base64 member of 1 to `most` bytes. */
export function blob(input: JsonObject, member: string, most: number): Buffer {
  const encoded = requiredText(input, member);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) throw wrongType(member, 'base64');
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length < 1) throw constraintViolated(camel(member), 'Member must have length greater than or equal to 1');
  if (bytes.length > most) {
    throw constraintViolated(camel(member), `Member must have length less than or equal to ${most}`);
  }
  return bytes;
}

export function encryptionContext(input: JsonObject, member = 'EncryptionContext'): EncryptionContext {
  const context = textMap(input[member], member);
  const names = Object.keys(context);
  const bytes = names.reduce((sum, name) => sum + Buffer.byteLength(name) + Buffer.byteLength(context[name] ?? ''), 0);
  if (bytes > CONTEXT_BYTES) throw new Validation(`The encryption context has more than ${CONTEXT_BYTES} bytes.`);
  // Condition keys know no case: of two such pairs a policy would see one only.
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    throw new NotSupportedError('encryption contexts with names that differ by case only');
  }
  return context;
}

export function textMap(value: JsonValue | undefined, member: string): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(member, 'a map');
  const entries = Object.entries(value);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    throw wrongType(member, 'a map of strings');
  return Object.fromEntries(entries);
}

export function texts(input: JsonObject, member: string): readonly string[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(member, 'a list');
  return value.map((each: JsonValue) => {
    if (typeof each !== 'string') throw wrongType(member, 'a list of strings');
    return each;
  });
}

/** Members that many operations have: grant tokens must be tokens, but grants are effective at once and need none. */
export function checkCommon(input: JsonObject): void {
  const tokens = texts(input, 'GrantTokens');
  if (tokens.length > GRANT_TOKENS)
    throw constraintViolated('grantTokens', `Member must have length less than or equal to ${GRANT_TOKENS}`);
  if (tokens.some((token) => readGrantToken(token) === undefined)) throw new InvalidGrantToken();
  if (input['Recipient'] !== undefined) throw new NotSupportedError('the parameter Recipient (Nitro Enclaves) of KMS');
}

/** Keys here know one algorithm. */
export function checkAlgorithm(input: JsonObject, member = 'EncryptionAlgorithm'): void {
  const algorithm = text(input, member);
  if (algorithm !== undefined && algorithm !== 'SYMMETRIC_DEFAULT')
    throw new NotSupportedError(`the encryption algorithm ${algorithm}`, 'Asymmetric keys are not modelled.');
}

function wrongType(member: string, type: string): Validation {
  return constraintViolated(camel(member), `Member must be ${type}`);
}

function outOfRange(member: string, value: number, constraint: string): Validation {
  return constraintViolated(camel(member), `Member must have value ${constraint}`, String(value));
}

const camel = (member: string): string => member.charAt(0).toLowerCase() + member.slice(1);
