import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { InvalidParameterValue } from '../errors.ts';
import type { LambdaState } from '../state.ts';
import { configurationJson } from './configuration-json.ts';

export const listFunctions = operation<LambdaState, { offset: number; limit: number }>({
  name: 'ListFunctions',
  route: { method: 'GET', path: '/2015-03-31/functions' },
  parse: ({ query }) => {
    const limit = Number(query.get('MaxItems') ?? 50);
    const marker = query.get('Marker');
    const offset = marker === undefined ? 0 : Number(Buffer.from(marker, 'base64url').toString());
    if (!Number.isInteger(limit) || limit < 1)
      throw new InvalidParameterValue('MaxItems must be a whole number from 1 to 10000');
    if (!Number.isInteger(offset) || offset < 0) throw new InvalidParameterValue('Invalid Marker');
    return { offset, limit: Math.min(limit, 50) };
  },
  permissions: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
  run: ({ offset, limit }, call, state) => {
    const all = state.functions(call.region);
    const end = offset + limit;
    return json({
      Functions: all.slice(offset, end).map((found) => configurationJson(found, state, call)),
      ...(end < all.length && { NextMarker: Buffer.from(String(end)).toString('base64url') }),
    });
  },
});
