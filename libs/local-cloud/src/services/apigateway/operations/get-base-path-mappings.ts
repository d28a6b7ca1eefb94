import { basePathMappingShape } from './domain-shapes.ts';
import { knownDomain } from './known-domain.ts';
import { page, readOperation } from './read-operation.ts';

export const getBasePathMappings = readOperation(
  'GetBasePathMappings',
  '/domainnames/{domain}/basepathmappings',
  (input, { state, region }) =>
    page([...knownDomain(state, region, input.params).mappings.values()], input, basePathMappingShape),
);
