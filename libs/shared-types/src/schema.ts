import type { NumberText } from './number-text.ts';

/**
 * The part of JSON Schema draft-04 our contracts are written in: exactly what API Gateway request models support, so one
 * literal is the model, the runtime check ({@link check}) and the TypeScript type ({@link TypeOf}).
 *
 * Left out because API Gateway does not support or enforce them: `nullable`, `default`, `exclusiveMinimum`, `minItems`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export type Schema = StringSchema | IntegerSchema | DecimalSchema | RecordSchema | ObjectSchema;

/** Lengths count Unicode code points, as JSON Schema does. `pattern` is read by ECMA-262 (with the `u` flag) and by Java. */
export interface StringSchema {
  readonly type: 'string';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** Both ends included. */
export interface IntegerSchema {
  readonly type: 'integer';
  readonly description?: string;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * An exact decimal: a JSON number (read by `parseExactJson`, so that it stays as it was written) or a string. The pattern is
 * for the string; draft-04 cannot say as much of a number, so how a number is written is the handler's to check.
 */
export interface DecimalSchema {
  readonly type: readonly ['number', 'string'];
  readonly description: string;
  readonly pattern: string;
}

/** Any keys, values of one kind. */
export interface RecordSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly additionalProperties: StringSchema;
}

/** Known keys only: an unknown field is a typo the caller wants to hear about. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** What API Gateway stores as a model: the dialect and a title around an object schema. */
export interface Model extends ObjectSchema {
  readonly $schema: 'http://json-schema.org/draft-04/schema#';
  /** Letters and digits only: API Gateway refuses other model names. */
  readonly title: string;
}

/** The TypeScript type of the values a schema admits. */
export type TypeOf<S> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'integer' }
      ? number
      : S extends { readonly type: readonly ['number', 'string'] }
        ? NumberText | string
        : S extends { readonly properties: infer P; readonly required: readonly (infer R)[] }
          ? Flat<
              { -readonly [K in Extract<keyof P, R>]: TypeOf<P[K]> } & {
                -readonly [K in Exclude<keyof P, R>]?: TypeOf<P[K]>;
              }
            >
          : S extends { readonly additionalProperties: infer V }
            ? Record<string, TypeOf<V>>
            : never;

type Flat<T> = { [K in keyof T]: T[K] };
