import type { Stack } from '../blueprint.ts';

/** Names other policies point at, fixed before anything is made; the execution log's, which holds the API's id, is {@link executionLogGroup}. */
export interface SecureApiNames {
  readonly handler: string;
  readonly handlerLogGroup: string;
  readonly accessLogGroup: string;
  /** Without `alias/`. */
  readonly keyAlias: string;
}

export function secureApiNames({ names }: Pick<Stack, 'names'>): SecureApiNames {
  return {
    handler: names('status-handler'),
    handlerLogGroup: `/aws/lambda/${names('status-handler')}`,
    accessLogGroup: `/aws/apigateway/${names('secure-api')}`,
    keyAlias: names('secure-api-logs'),
  };
}
