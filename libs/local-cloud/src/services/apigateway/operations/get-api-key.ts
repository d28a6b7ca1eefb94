import { knownKey } from './known-usage.ts';
import { readOperation } from './read-operation.ts';
import { apiKeyShape } from './usage-shapes.ts';

export const getApiKey = readOperation('GetApiKey', '/apikeys/{key}', ({ params, query }, { state, region }) =>
  apiKeyShape(knownKey(state, region, params), state.usage, query.get('includeValue') === 'true'),
);
