import { NotFound } from '../errors.ts';
import { basePathMappingShape, ROOT } from './domain-shapes.ts';
import { knownDomain } from './known-domain.ts';
import { readOperation } from './read-operation.ts';

export const getBasePathMapping = readOperation(
  'GetBasePathMapping',
  '/domainnames/{domain}/basepathmappings/{path}',
  ({ params }, { state, region }) => {
    const path = params['path'] ?? '';
    const mapping = knownDomain(state, region, params).mappings.get(path === ROOT ? '' : path);
    if (mapping === undefined) throw new NotFound('Invalid base path mapping identifier specified');
    return basePathMappingShape(mapping);
  },
);
