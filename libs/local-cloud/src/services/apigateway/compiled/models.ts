import type { ErrorObject } from 'ajv';
import Draft4 from 'ajv-draft-04';
import { formats } from './formats.ts';

export interface ModelSchema {
  readonly name: string;
  /** JSON Schema draft 4, as text. */
  readonly schema: string;
}

/** Undefined if the body is valid, else what is wrong with it: keywords, places and property names, never values. */
export type BodyCheck = (body: unknown) => string | undefined;

const base = (api: string) => `https://apigateway.amazonaws.com/restapis/${api}/models/`;

/**
 * Compiles the models of an API on first use. A model refers to another by the URL AWS gives it,
 * `https://apigateway.amazonaws.com/restapis/API/models/NAME`.
 */
export class Models {
  readonly #api: string;
  readonly #schemas: readonly ModelSchema[];
  readonly #checks = new Map<string, BodyCheck>();
  #ajv: InstanceType<typeof Draft4.default> | undefined;

  constructor(api: string, schemas: readonly ModelSchema[]) {
    this.#api = api;
    this.#schemas = schemas;
  }

  check(name: string): BodyCheck {
    let check = this.#checks.get(name);
    if (check === undefined) {
      const validate = this.#compiler().getSchema(`${base(this.#api)}${name}`);
      if (validate === undefined) throw new Error(`there is no model ${name}`);
      check = (body) => (validate(body) === true ? undefined : describe(validate.errors ?? []));
      this.#checks.set(name, check);
    }
    return check;
  }

  #compiler(): InstanceType<typeof Draft4.default> {
    if (this.#ajv === undefined) {
      // Formats beyond the draft (OpenAPI's `int32`, `byte`, …) describe and do not validate, as on AWS.
      this.#ajv = new Draft4.default({ strict: false, allErrors: true, formats, logger: false });
      this.#ajv.addSchema({ title: 'Empty Schema', type: 'object' }, `${base(this.#api)}Empty`);
      this.#ajv.addSchema(
        { title: 'Error Schema', type: 'object', properties: { message: { type: 'string' } } },
        `${base(this.#api)}Error`,
      );
      for (const { name, schema } of this.#schemas) {
        this.#ajv.addSchema(JSON.parse(schema) as Record<string, unknown>, `${base(this.#api)}${name}`);
      }
    }
    return this.#ajv;
  }
}

/** Why a model of the API is no valid schema, or undefined. */
export function modelProblem(api: string, name: string, schemas: readonly ModelSchema[]): string | undefined {
  try {
    new Models(api, schemas).check(name);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Escaped as inside a JSON string, where templates put it: names of properties are the caller's own text. */
function describe(errors: readonly ErrorObject[]): string {
  return JSON.stringify(`[${errors.map(describeOne).join(', ')}]`).slice(1, -1);
}

function describeOne({ instancePath, keyword, message, params }: ErrorObject): string {
  const what = `${instancePath === '' ? 'body' : instancePath} ${message}`;
  return keyword === 'additionalProperties' ? `${what}: ${String(params['additionalProperty'])}` : what;
}
