import type { AssetReference, Properties, Value } from '../graph.ts';
import { isAssetReference } from '../graph.ts';
import { appendToken } from '../pointer.ts';
import { isWireMap, signature, signatureKey } from '../protocol/signatures.ts';
import type { Wire, WireMap } from '../protocol/signatures.ts';

/** Turns text into ciphertext and back; `path` says where the value stands. */
export interface SecretCodec {
  encrypt(plaintext: string, path: string): string;
  decrypt(ciphertext: string, path: string): string;
}

/** Properties as a checkpoint holds them: secrets as signed ciphertext, assets signed with their hash. */
export function sealProperties(
  properties: Properties,
  secrets: readonly string[],
  path: string,
  codec: SecretCodec,
): WireMap {
  return seal(properties, '', { secrets: new Set(secrets), path, codec }) as WireMap;
}

interface Sealing {
  readonly secrets: ReadonlySet<string>;
  readonly path: string;
  readonly codec: SecretCodec;
}

function seal(value: Value | Properties, pointer: string, sealing: Sealing): Wire {
  const plain = sealPlain(value, pointer, sealing);
  if (!sealing.secrets.has(pointer)) return plain;
  const ciphertext = sealing.codec.encrypt(JSON.stringify(plain), sealing.path + pointer);
  return { [signatureKey]: signature.secret, ciphertext };
}

function sealPlain(value: Value | Properties, pointer: string, sealing: Sealing): Wire {
  if (typeof value !== 'object' || value === null) return value;
  if (isAssetReference(value)) return { [signatureKey]: signature[value.$asset], hash: value.hash };
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((item, index) => seal(item, appendToken(pointer, index), sealing));
  }
  return Object.fromEntries(
    Object.entries(value as Properties).map(([name, child]) => [
      name,
      seal(child, appendToken(pointer, name), sealing),
    ]),
  );
}

export interface Unsealed {
  readonly properties: Properties;
  readonly secrets: readonly string[];
}

/** The reverse. Throws when a ciphertext does not open. */
export function unsealProperties(wire: WireMap, path: string, codec: SecretCodec): Unsealed {
  const secrets: string[] = [];
  const unseal = (value: Wire, pointer: string): Value => {
    if (Array.isArray(value)) return value.map((item, index) => unseal(item as Wire, appendToken(pointer, index)));
    if (!isWireMap(value)) return value as null | boolean | number | string;
    const sign = value[signatureKey];
    if (sign === signature.secret) {
      secrets.push(pointer);
      return unseal(JSON.parse(codec.decrypt(String(value['ciphertext']), path + pointer)) as Wire, pointer);
    }
    if (sign === signature.asset || sign === signature.archive) {
      const reference: AssetReference = {
        $asset: sign === signature.asset ? 'asset' : 'archive',
        hash: String(value['hash']),
      };
      return reference;
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, unseal(child, appendToken(pointer, name))]),
    );
  };
  const properties = Object.fromEntries(
    Object.entries(wire).map(([name, value]) => [name, unseal(value, appendToken('', name))]),
  );
  return { properties, secrets };
}
