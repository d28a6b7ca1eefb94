import { check, type Result } from './check.ts';
import type { Model, TypeOf } from './schema.ts';

/** What the status API answers, once: {@link StatusReport} is its type and {@link parseStatusReport} its runtime check. */
export const statusReportModel = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'StatusReport',
  type: 'object',
  properties: {
    message: { type: 'string', minLength: 1 },
    timestamp: {
      type: 'string',
      description: 'must be an ISO 8601 time in UTC',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
    },
    environment: { type: 'string', description: 'must be an environment suffix', pattern: '^[a-z0-9-]{1,16}$' },
    path: { type: 'string', description: 'must be a path', pattern: '^/' },
    method: { type: 'string', minLength: 1 },
  },
  required: ['message', 'timestamp', 'environment', 'path', 'method'],
  additionalProperties: false,
} as const satisfies Model;

/** The API is up: when it answered (ISO 8601, UTC), in which environment, and which path and method it was asked. */
export type StatusReport = TypeOf<typeof statusReportModel>;

/** The report in `value` (parsed JSON), or every field that is wrong. */
export function parseStatusReport(value: unknown): Result<StatusReport> {
  return check(statusReportModel, value);
}
