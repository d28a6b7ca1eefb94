import { json, type JsonObject } from '../../../kernel/wire.ts';
import { constraintViolated } from '../errors.ts';
import type { StoredKey, StoredMaterial } from '../storage/stored-key.ts';
import { text } from './input.ts';
import { keyOperation } from './key-operation.ts';
import { page, readPaging } from './page.ts';

/** Source: AWS KMS API Reference, ListKeyRotations. */
export const listKeyRotations = keyOperation({
  name: 'ListKeyRotations',
  parse(input) {
    const include = text(input, 'IncludeKeyMaterial') ?? 'ROTATIONS_ONLY';
    if (include !== 'ROTATIONS_ONLY' && include !== 'ALL_KEY_MATERIAL') {
      throw constraintViolated(
        'includeKeyMaterial',
        'Member must satisfy enum value set: [ALL_KEY_MATERIAL, ROTATIONS_ONLY]',
        include,
      );
    }
    return { all: include === 'ALL_KEY_MATERIAL', paging: readPaging(input, 1000, 100) };
  },
  run({ all, paging }, { stored }) {
    const materials = all ? stored.materials : stored.materials.slice(1);
    return json(
      page(
        'Rotations',
        materials.map((material) => rotationJson(material, stored)),
        paging,
      ),
    );
  },
});

function rotationJson({ at, id, rotation }: StoredMaterial, { id: keyId, materials }: StoredKey): JsonObject {
  return {
    KeyId: keyId,
    KeyMaterialId: id,
    KeyMaterialState: id === materials.at(-1)?.id ? 'CURRENT' : 'NON_CURRENT',
    ...(rotation && { RotationDate: at / 1000, RotationType: rotation }),
  };
}
