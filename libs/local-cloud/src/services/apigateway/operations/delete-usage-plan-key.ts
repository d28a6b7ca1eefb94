import { InfrastructureIsDeclaredError } from '../../../kernel/errors.ts';
import { empty } from '../../../kernel/wire.ts';
import { knownMember } from './known-usage.ts';
import { managementOperation } from './management-operation.ts';

/** Takes a key out of a plan that it was put into at run time. */
export const deleteUsagePlanKey = managementOperation(
  'DeleteUsagePlanKey',
  { method: 'DELETE', path: '/usageplans/{plan}/keys/{key}' },
  async ({ params }, state, { region }) => {
    const { plan, key } = knownMember(state, region, params);
    if (state.usage.isDeclaredIn(plan, key)) {
      throw new InfrastructureIsDeclaredError(`apigateway:DeleteUsagePlanKey of ${key.id}, which a program declares,`);
    }
    await state.usage.leave(plan, key);
    return empty(202);
  },
);
