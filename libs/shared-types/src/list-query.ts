import { CLIENT_ID_PATTERN } from './api-key.ts';
import { check, type Result } from './check.ts';
import { documentStatuses } from './processed-document.ts';
import type { ObjectSchema, TypeOf } from './schema.ts';

/** The query string of `GET /documents`. API Gateway has no models for query strings, so this is the check alone. */
export const listQuerySchema = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: documentStatuses },
    owner: { type: 'string', description: 'must be a client id', pattern: CLIENT_ID_PATTERN },
    limit: { type: 'string', description: 'must be a whole number from 1 to 100', pattern: '^([1-9][0-9]?|100)$' },
    cursor: { type: 'string', description: 'must be a nextCursor as it was given', pattern: '^[A-Za-z0-9_-]{1,1024}$' },
  },
  required: [],
  additionalProperties: false,
} as const satisfies ObjectSchema;

export type ListQuery = TypeOf<typeof listQuerySchema>;

/** The query in `value`, or every parameter that is wrong or unknown. */
export function parseListQuery(value: unknown): Result<ListQuery> {
  return check(listQuerySchema, value);
}
