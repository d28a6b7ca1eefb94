import { list, type Properties, type Property, type Shape, type Value } from '@palisade/local-engine';
import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';

/*
 * Between AWS's names and those of the provider: `IPSetReferenceStatement` is `ipSetReferenceStatement`, and three objects are lists
 * of one.
 * Source: the provider's types, `aws.types.input.wafv2`.
 */

type ObjectShape = Shape & { kind: 'object' };

/** Objects that the provider has as a list of one, by the member they are in. */
const LISTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  FieldToMatch: { Headers: 'headers', HeaderOrder: 'headerOrders' },
  Cookies: { MatchPattern: 'matchPatterns' },
};

/** How the provider's inputs look of what AWS has in this shape; `member`: what it is called there. */
export function providerShape(shape: ObjectShape, member = ''): ObjectShape {
  let properties: ObjectShape['properties'] | undefined;
  return {
    kind: 'object',
    // When it is first asked for: rules within rules make it large, and a cloud that starts need not have it.
    get properties() {
      return (properties ??= providerProperties(shape, member));
    },
  };
}

function providerProperties(shape: ObjectShape, member: string): ObjectShape['properties'] {
  return Object.fromEntries(
    Object.entries(shape.properties).map(([name, property]) => {
      const inner: Property = { ...property, shape: providerOf(property.shape, name) };
      const listed = LISTED[member]?.[name];
      return listed === undefined ? [providerName(name), inner] : [listed, { ...inner, shape: list(inner.shape) }];
    }),
  );
}

function providerOf(shape: Shape, member: string): Shape {
  if (shape.kind === 'object') return providerShape(shape, member);
  return shape.kind === 'list' || shape.kind === 'map' ? { ...shape, of: providerOf(shape.of, member) } : shape;
}

/** What the provider's inputs say, in AWS's form. The model has checked them against `providerShape(shape)`. */
export function apiForm(shape: ObjectShape, inputs: Properties, member = ''): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const [name, { shape: inner }] of Object.entries(shape.properties)) {
    const listed = LISTED[member]?.[name];
    const given = inputs[listed ?? providerName(name)];
    const value = listed !== undefined && Array.isArray(given) ? (given as readonly Value[])[0] : given;
    if (value !== undefined && value !== null) found[name] = apiValue(inner, value, name);
  }
  return found;
}

function apiValue(shape: Shape, value: Value, member: string): JsonValue {
  if (shape.kind === 'list' && Array.isArray(value)) {
    return (value as readonly Value[]).map((item) => apiValue(shape.of, item, member));
  }
  const isBlock = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (shape.kind === 'object' && isBlock) return apiForm(shape, value as Properties, member);
  return value as JsonValue;
}

const OWN_NAMES: Readonly<Record<string, string>> = { CloudWatchMetricsEnabled: 'cloudwatchMetricsEnabled' };

function providerName(name: string): string {
  const words = name.replace(/[A-Z]+(?=[A-Z][a-z]|$)/g, (letters) => letters[0] + letters.slice(1).toLowerCase());
  return OWN_NAMES[name] ?? words[0]?.toLowerCase() + words.slice(1);
}
