/**
 * Shapes describe the inputs a resource model understands, down to nested blocks. Whatever a program sets beyond them is
 * refused by its path, so that nothing is accepted and then ignored.
 */
export type Shape =
  | { readonly kind: 'string' | 'boolean' | 'number' | 'integer' | 'json' | 'archive' | 'asset' }
  | { readonly kind: 'list' | 'map'; readonly of: Shape }
  | { readonly kind: 'object'; readonly properties: Readonly<Record<string, Property>> }
  | { readonly kind: 'literal'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'refused'; readonly because: string };

/** A property of an object shape; `required` ones must be present. */
export interface Property {
  readonly shape: Shape;
  readonly required: boolean;
}

export const string: Shape = { kind: 'string' };
export const boolean: Shape = { kind: 'boolean' };
export const number: Shape = { kind: 'number' };
export const integer: Shape = { kind: 'integer' };
/** A JSON document, given as a string or as an object (the provider accepts both for policies). */
export const json: Shape = { kind: 'json' };
/** A Pulumi archive: directory, zip or asset archive. */
export const archive: Shape = { kind: 'archive' };
/** A Pulumi asset: one file, string or archive member. */
export const asset: Shape = { kind: 'asset' };
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const map = (of: Shape): Shape => ({ kind: 'map', of });
/** One of the given literal values: what the model understands; other values of the provider's enum are refused by name. */
export const oneOf = (...values: readonly (string | number | boolean)[]): Shape => ({ kind: 'literal', values });
/** A property that is refused like an unknown one, but with the reason: what to use instead, or when it will come. */
export const refused = (because: string): Shape => ({ kind: 'refused', because });
/** An object; wrap a property's shape in `required()` where the provider requires it. */
export const object = (properties: Readonly<Record<string, Shape | Property>>): Shape & { kind: 'object' } => ({
  kind: 'object',
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, entry]) => [
      name,
      'shape' in entry ? entry : { shape: entry, required: false },
    ]),
  ),
});
export const required = (shape: Shape): Property => ({ shape, required: true });
