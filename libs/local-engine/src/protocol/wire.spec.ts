import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Properties, Value } from '../graph.ts';
import { appendToken } from '../pointer.ts';
import { containsUnknown, decodeProperties } from './decode.ts';
import { encodeProperties } from './encode.ts';
import { signature, signatureKey, unknownValue } from './signatures.ts';
import type { WireMap } from './signatures.ts';
import { fromStruct, toStruct } from './struct.ts';

const noAssets = (): Promise<never> => Promise.reject(new Error('unexpected asset'));
const secret = (value: WireMap[string]): WireMap => ({ [signatureKey]: signature.secret, value });

/** Properties together with pointers to some of their values. Protobuf's own code cannot carry a key `__proto__`. */
const properties = fc
  .dictionary(
    fc.string().filter((name) => name !== signatureKey && name !== '__proto__'),
    fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__"')),
  )
  .chain((given) => fc.tuple(fc.constant(given as Properties), fc.subarray(pointersInto(given as Properties, ''))));

function pointersInto(value: Value | Properties, pointer: string): string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  const inside = Object.entries(value).flatMap(([name, child]) =>
    pointersInto(child as Value, appendToken(pointer, name)),
  );
  return pointer === '' ? inside : [pointer, ...inside];
}

test('what is encoded is decoded to the same values and the same secrets, through protobuf too', async () => {
  await fc.assert(
    fc.asyncProperty(properties, async ([given, secrets]) => {
      const wire = fromStruct(toStruct(encodeProperties(given, secrets, () => undefined)));
      const decoded = await decodeProperties(wire, noAssets);
      // -0 is 0 in JSON.
      expect(JSON.parse(JSON.stringify(decoded.properties))).toEqual(JSON.parse(JSON.stringify(given)));
      expect([...decoded.secrets].sort()).toEqual([...secrets].sort());
    }),
    { numRuns: 200 },
  );
});

describe('decoding', () => {
  test('unwraps secrets and says where they were, at every depth', async () => {
    const wire = { password: secret('p'), nested: { list: ['a', secret({ key: 'v' })] } };
    expect(await decodeProperties(wire, noAssets)).toEqual({
      properties: { password: 'p', nested: { list: ['a', { key: 'v' }] } },
      secrets: ['/password', '/nested/list/1'],
    });
  });

  test('takes output values apart, with and without a value', async () => {
    const output = (more: WireMap): WireMap => ({ [signatureKey]: signature.output, ...more });
    const decoded = await decodeProperties(
      { known: output({ value: 1, secret: true }), unknown: output({}) },
      noAssets,
    );
    expect(decoded).toEqual({ properties: { known: 1, unknown: unknownValue }, secrets: ['/known'] });
  });

  test('puts the id in place of a resource, the urn in place of a component', async () => {
    const reference = (more: WireMap): WireMap => ({ [signatureKey]: signature.resource, urn: 'urn', ...more });
    const wire = { custom: reference({ id: 'i-1' }), component: reference({}), future: reference({ id: '' }) };
    const { properties: decoded } = await decodeProperties(wire, noAssets);
    expect(decoded).toEqual({ custom: 'i-1', component: 'urn', future: unknownValue });
    expect(containsUnknown(decoded)).toBe(true);
    expect(containsUnknown({ custom: 'i-1' })).toBe(false);
  });

  test('refuses a signature it does not know', async () => {
    await expect(decodeProperties({ a: { [signatureKey]: 'f00' } }, noAssets)).rejects.toThrow('unknown signature f00');
  });
});
