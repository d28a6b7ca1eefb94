import { json } from '../../../kernel/wire.ts';
import { LimitExceeded } from '../errors.ts';
import { checkUsable } from '../key.ts';
import { ON_DEMAND_ROTATIONS } from '../rotation.ts';
import { keyOperation, nothing } from './key-operation.ts';

/** Source: AWS KMS API Reference, RotateKeyOnDemand. */
export const rotateKeyOnDemand = keyOperation({
  name: 'RotateKeyOnDemand',
  parse: nothing,
  async run(_input, key, { now }, state) {
    await state.change(key, (current) => {
      checkUsable(current);
      const { stored } = current;
      if (stored.materials.filter(({ rotation }) => rotation === 'ON_DEMAND').length >= ON_DEMAND_ROTATIONS)
        throw new LimitExceeded(`A key takes ${ON_DEMAND_ROTATIONS} rotations on demand.`);
      return { ...stored, materials: [...stored.materials, current.keys.makeMaterial(key.id, now, 'ON_DEMAND')] };
    });
    return json({ KeyId: key.id });
  },
});
