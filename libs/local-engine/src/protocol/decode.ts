import type { AssetReference, Properties, Value } from '../graph.ts';
import { appendToken } from '../pointer.ts';
import type { Wire, WireMap } from './signatures.ts';
import { isWireMap, signature, signatureKey, unknownValue } from './signatures.ts';

/** Properties as the program sent them: secrets unwrapped, with JSON pointers to where they were; assets stored. */
export interface Decoded {
  readonly properties: Properties;
  readonly secrets: readonly string[];
}

/** Puts an asset or archive of the program into the asset store. */
export type AssetReader = (wire: WireMap) => Promise<AssetReference>;

export async function decodeProperties(wire: WireMap, readAsset: AssetReader): Promise<Decoded> {
  const secrets: string[] = [];
  return { properties: await decodeMap(wire, '', secrets, readAsset), secrets };
}

async function decode(wire: Wire, pointer: string, secrets: string[], readAsset: AssetReader): Promise<Value> {
  if (Array.isArray(wire)) {
    const items: Value[] = [];
    for (const [index, item] of wire.entries()) {
      items.push(await decode(item, appendToken(pointer, index), secrets, readAsset));
    }
    return items;
  }
  if (!isWireMap(wire)) return wire as null | boolean | number | string;
  switch (wire[signatureKey]) {
    case undefined:
      break;
    case signature.secret:
      secrets.push(pointer);
      return decode(wire['value'] ?? null, pointer, secrets, readAsset);
    case signature.output:
      if (wire['secret'] === true) secrets.push(pointer);
      return decode(wire['value'] === undefined ? unknownValue : wire['value'], pointer, secrets, readAsset);
    case signature.resource:
      // A custom resource stands for its id, a component for its urn; an empty id is one that is not known.
      if (typeof wire['id'] === 'string') return wire['id'] === '' ? unknownValue : wire['id'];
      return typeof wire['urn'] === 'string' ? wire['urn'] : unknownValue;
    case signature.asset:
    case signature.archive:
      return readAsset(wire);
    default:
      throw new Error(`The program sent a value with the unknown signature ${String(wire[signatureKey])}.`);
  }
  return decodeMap(wire, pointer, secrets, readAsset);
}

async function decodeMap(
  wire: WireMap,
  pointer: string,
  secrets: string[],
  readAsset: AssetReader,
): Promise<Properties> {
  const entries: [string, Value][] = [];
  for (const [name, value] of Object.entries(wire)) {
    entries.push([name, await decode(value, appendToken(pointer, name), secrets, readAsset)]);
  }
  return Object.fromEntries(entries);
}

/** True when the value is or contains something not known. */
export function containsUnknown(value: Value | Properties): boolean {
  if (value === unknownValue) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((child) => containsUnknown(child as Value));
}
