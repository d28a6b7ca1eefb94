import { ResourceNotFound } from '../errors.ts';
import { functionOperation } from './function-operation.ts';
import { referencedArn } from './function-reference.ts';

export const getPolicy = functionOperation(
  'GetPolicy',
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/policy' },
  (found, reference, state, { region }) => {
    const policy = state.policyOf(referencedArn(reference, state, region));
    if (policy === undefined) throw new ResourceNotFound('The resource you requested does not exist.');
    return { Policy: JSON.stringify(policy.document), RevisionId: found.revision.slice(0, 32) };
  },
);
