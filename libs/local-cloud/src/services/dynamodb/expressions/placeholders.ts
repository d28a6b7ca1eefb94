import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { isObject, readValue } from '../values/read-value.ts';

/**
 * `ExpressionAttributeNames` and `ExpressionAttributeValues` of a request. Every one of them must be used by some expression of it.
 * Source: DynamoDB Developer Guide, "Expression attribute names (aliases)", "Using expression attribute values".
 */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #used = new Set<string>();

  private constructor(names: ReadonlyMap<string, string>, values: ReadonlyMap<string, AttributeValue>) {
    this.#names = names;
    this.#values = values;
  }

  /** `expressions`: those the request has; without any there is nothing to be named. Throws ValidationException. */
  static read(input: JsonObject, expressions: readonly (string | undefined)[]): Placeholders {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
    const without = expressions.every((each) => each === undefined);
    return new Placeholders(
      readAll('ExpressionAttributeNames', names, '#', without, (value, key) => {
        if (typeof value === 'string' && value !== '') return value;
        throw new ValidationException(`ExpressionAttributeNames contains invalid value: Empty value for key ${key}`);
      }),
      readAll('ExpressionAttributeValues', values, ':', without, (value, key) => {
        try {
          return readValue(value);
        } catch (error) {
          if (!(error instanceof ValidationException)) throw error;
          throw new ValidationException(
            `ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`,
          );
        }
      }),
    );
  }

  name(key: string): string | undefined {
    this.#used.add(key);
    return this.#names.get(key);
  }

  value(key: string): AttributeValue | undefined {
    this.#used.add(key);
    return this.#values.get(key);
  }

  /** Throws ValidationException if some of them are used by no expression; call it once all are parsed. */
  checkUsed(): void {
    for (const [what, keys] of [
      ['ExpressionAttributeNames', this.#names.keys()],
      ['ExpressionAttributeValues', this.#values.keys()],
    ] as const) {
      const unused = [...keys].filter((key) => !this.#used.has(key));
      if (unused.length === 0) continue;
      throw new ValidationException(`Value provided in ${what} unused in expressions: keys: {${unused.join(', ')}}`);
    }
  }
}

function readAll<Value>(
  what: string,
  given: JsonValue | undefined,
  sign: '#' | ':',
  withoutExpressions: boolean,
  read: (value: JsonValue | undefined, key: string) => Value,
): ReadonlyMap<string, Value> {
  if (given === undefined || given === null) return new Map();
  if (withoutExpressions) throw new ValidationException(`${what} can only be specified when using expressions`);
  if (!isObject(given) || Object.keys(given).length === 0) throw new ValidationException(`${what} must not be empty`);
  return new Map(
    Object.entries(given).map(([key, value]) => {
      if (!(sign === '#' ? /^#[A-Za-z0-9_]+$/ : /^:[A-Za-z0-9_]+$/).test(key))
        throw new ValidationException(`${what} contains invalid key: Syntax error; key: "${key}"`);
      return [key, read(value, key)];
    }),
  );
}
