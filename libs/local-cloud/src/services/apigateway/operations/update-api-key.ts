import { json, type JsonObject, type JsonValue } from '../../../kernel/wire.ts';
import { BadRequest } from '../errors.ts';
import type { ApiKey } from '../usage/api-key.ts';
import { issuedKey } from './issued-key.ts';
import { managementOperation } from './management-operation.ts';
import { apiKeyShape } from './usage-shapes.ts';

/** Source: API Gateway API Reference, UpdateApiKey and "Patch operations". */
export const updateApiKey = managementOperation(
  'UpdateApiKey',
  { method: 'PATCH', path: '/apikeys/{key}' },
  async ({ body, params }, state, { now, region }) => {
    const key = issuedKey(state, region, params, 'UpdateApiKey');
    const changed: ApiKey = { ...patched(key, body['patchOperations']), updatedAt: now };
    await state.usage.change(changed);
    return json(apiKeyShape(changed, state.usage, false));
  },
);

function patched(key: ApiKey, operations: JsonValue | undefined): ApiKey {
  if (!Array.isArray(operations)) throw new BadRequest('Invalid patch operations: a list is expected');
  return operations.reduce<ApiKey>(apply, key);
}

function apply(key: ApiKey, patch: JsonValue): ApiKey {
  const { op, path, value } = (typeof patch === 'object' && patch !== null ? patch : {}) as JsonObject;
  if (op !== 'replace') throw new BadRequest(`Invalid patch operation specified: ${String(op)}. Must be: replace`);
  if (typeof value !== 'string') throw new BadRequest('Invalid patch operation: value must be a string');
  switch (path) {
    case '/name':
      return { ...key, name: value };
    case '/description':
      return { ...key, description: value };
    case '/customerId':
      return { ...key, customerId: value };
    case '/enabled':
      if (value !== 'true' && value !== 'false')
        throw new BadRequest('Invalid value for /enabled: true or false expected');
      return { ...key, enabled: value === 'true' };
    default:
      throw new BadRequest(
        `Invalid patch path '${String(path)}' specified for op 'replace'. Must be one of: [/name, /description, /enabled, /customerId]`,
      );
  }
}
