import { randomInt } from 'node:crypto';
import { NotSupportedError } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/wire.ts';
import { BadRequest, Conflict } from '../errors.ts';
import { KEY_ALPHABET, KEY_LENGTH, keyValueProblem } from '../resources/api-key.ts';
import { ID_ALPHABET } from '../resources/lookup.ts';
import { optionalBoolean, optionalString, optionalTags } from './body.ts';
import { managementOperation } from './management-operation.ts';
import { apiKeyShape } from './usage-shapes.ts';

/** Issues a key: data, not infrastructure. Source: API Gateway API Reference, CreateApiKey. */
export const createApiKey = managementOperation(
  'CreateApiKey',
  { method: 'POST', path: '/apikeys' },
  async ({ body, query }, state, { now, region }) => {
    if (query.has('mode')) throw new NotSupportedError('apigateway:ImportApiKeys', 'Use CreateApiKey.');
    if (body['stageKeys'] !== undefined) {
      throw new NotSupportedError(
        'stageKeys of CreateApiKey',
        'Put the key into a usage plan with CreateUsagePlanKey.',
      );
    }
    const given = optionalString(body, 'value');
    const problem = keyValueProblem(given);
    if (problem !== undefined) throw new BadRequest(problem.replace(/^\w+: /, ''));
    const value = given ?? random(KEY_LENGTH, KEY_ALPHABET);
    if (state.usage.keyOfValue(region, value) !== undefined) throw new Conflict('API Key already exists');
    const name = optionalString(body, 'name');
    const description = optionalString(body, 'description');
    const customerId = optionalString(body, 'customerId');
    const key = await state.usage.issue({
      id: random(10, ID_ALPHABET),
      region,
      value,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(customerId !== undefined && { customerId }),
      enabled: optionalBoolean(body, 'enabled') ?? false,
      tags: optionalTags(body),
      createdAt: now,
      updatedAt: now,
    });
    if (key === undefined) {
      throw new BadRequest(
        `No stack declares a usage plan in ${region}. The local cloud keeps issued keys with such a stack: deploy one first.`,
      );
    }
    return json(apiKeyShape(key, state.usage, true), 201);
  },
);

function random(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
