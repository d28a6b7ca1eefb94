import type { AssetReference, Properties, Value } from '../graph.ts';
import { isAssetReference } from '../graph.ts';
import { appendToken } from '../pointer.ts';
import type { Wire, WireMap } from './signatures.ts';
import { signature, signatureKey } from './signatures.ts';

/** The wire form a stored asset came in, or undefined where the SDK would refuse to read it back (an empty string asset). */
export type AssetEcho = (asset: AssetReference) => WireMap | undefined;

/** The reverse of `decodeProperties`: wraps secrets again and gives assets back as the program sent them. */
export function encodeProperties(properties: Properties, secrets: readonly string[], echoAsset: AssetEcho): WireMap {
  const secret = new Set(secrets);
  const wire: Record<string, Wire> = {};
  for (const [name, value] of Object.entries(properties)) {
    const encoded = encode(value, appendToken('', name), secret, echoAsset);
    if (encoded !== undefined) wire[name] = encoded;
  }
  return wire;
}

function encode(value: Value, pointer: string, secrets: ReadonlySet<string>, echoAsset: AssetEcho): Wire | undefined {
  const plain = encodePlain(value, pointer, secrets, echoAsset);
  if (plain === undefined || !secrets.has(pointer)) return plain;
  return { [signatureKey]: signature.secret, value: plain };
}

function encodePlain(
  value: Value,
  pointer: string,
  secrets: ReadonlySet<string>,
  echoAsset: AssetEcho,
): Wire | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (isAssetReference(value)) return echoAsset(value);
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map(
      (item, index) => encode(item, appendToken(pointer, index), secrets, echoAsset) ?? null,
    );
  }
  const wire: Record<string, Wire> = {};
  for (const [name, child] of Object.entries(value as Properties)) {
    const encoded = encode(child, appendToken(pointer, name), secrets, echoAsset);
    if (encoded !== undefined) wire[name] = encoded;
  }
  return wire;
}
