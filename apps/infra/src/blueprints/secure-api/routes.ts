import type { Route } from '../../components/api-routes.ts';
import type { PrivateFunction } from '../../components/private-function.ts';

/**
 * `GET /` and every path below it, signed; `GET /health` for anybody, which API Gateway answers itself. A browser asks before a signed
 * request with an unsigned one, so where pages of other origins may call, `OPTIONS` is open to anybody as well.
 */
export function secureApiRoutes(handler: PrivateFunction, allowedOrigins: readonly string[]): readonly Route[] {
  const integration = { type: 'function', handler } as const;
  const preflight = { httpMethod: 'OPTIONS', authorization: 'NONE', integration } as const;
  return [
    { label: 'root', path: '', httpMethod: 'GET', authorization: 'AWS_IAM', integration },
    { label: 'proxy', path: '{proxy+}', httpMethod: 'ANY', authorization: 'AWS_IAM', integration },
    {
      label: 'health',
      path: 'health',
      httpMethod: 'GET',
      authorization: 'NONE',
      integration: {
        type: 'mock',
        answer: {
          body: { status: 'ok', requestId: '$context.requestId' },
          headers: { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
        },
      },
    },
    ...(allowedOrigins.length === 0
      ? []
      : [
          { ...preflight, label: 'root-preflight', path: '' },
          { ...preflight, label: 'proxy-preflight', path: '{proxy+}' },
        ]),
  ];
}
