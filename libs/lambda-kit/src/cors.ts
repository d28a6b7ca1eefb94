import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** Which pages of other origins a browser lets call the API. */
export interface Cors {
  /** Whole origins such as `https://app.example.com`; none of them is `*`. */
  readonly origins: readonly string[];
  /** What a preflight is told may be used. */
  readonly methods: readonly string[];
}

/** What a signed request carries beside what browsers always allow. */
const SIGNED_HEADERS = 'authorization,content-type,x-amz-content-sha256,x-amz-date,x-amz-security-token';

/**
 * Names the caller's origin where it is one of `origins`, and to a preflight what it may send. An answer to anybody else carries no
 * CORS header, so its browser keeps it. Signatures are no cookies: credentials are never allowed.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function cors({ origins, methods }: Cors) {
  const finish = (exchange: Exchange): void => {
    const answer = exchange.response as Answer;
    const { method, header } = exchange.internal.request;
    const origin = header('origin');
    const allowed = origin !== undefined && origins.includes(origin);
    const preflight = method === 'OPTIONS' && header('access-control-request-method') !== undefined;
    exchange.response = {
      ...answer,
      headers: {
        ...answer.headers,
        // A cache must not give one origin's answer to another.
        vary: 'Origin',
        ...(allowed && { 'access-control-allow-origin': origin }),
        ...(allowed && preflight && { 'access-control-allow-methods': methods.join(',') }),
        ...(allowed &&
          preflight && { 'access-control-allow-headers': SIGNED_HEADERS, 'access-control-max-age': '600' }),
      },
    } satisfies Answer;
  };
  return { after: finish, onError: finish };
}
