import type { APIRequestContext, APIResponse } from '@playwright/test';
import { signedHeaders } from './sign.ts';
import type { Credentials, Stack } from './stack.ts';

export interface SubmitOptions {
  /** Who signs; `nobody` sends no signature. */
  readonly as?: Credentials | 'nobody';
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly url?: string;
  /** When the signature claims to be made. */
  readonly date?: Date;
  /** Sent instead of the body that was signed. */
  readonly tamperedBody?: string;
}

/** The API under test, called as its users would: HTTPS and Signature Version 4, nothing else. */
export class DocumentsApi {
  readonly #request: APIRequestContext;
  readonly #stack: Stack;
  readonly #client: Credentials;

  constructor(request: APIRequestContext, stack: Stack, client: Credentials) {
    this.#request = request;
    this.#stack = stack;
    this.#client = client;
  }

  /** Sends `body`, as it is when it is text and as JSON otherwise; signed by the client unless `options` say otherwise. */
  async submit(body: unknown, options: SubmitOptions = {}): Promise<APIResponse> {
    const { as = this.#client, method = 'POST', url = this.#stack.outputs.apiUrl } = options;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const given = { 'content-type': 'application/json', ...options.headers };
    const headers =
      as === 'nobody'
        ? given
        : signedHeaders(
            { method, url, headers: given, body: method === 'GET' ? '' : text },
            {
              credentials: as,
              region: this.#stack.outputs.region,
              service: 'execute-api',
              ...(options.date !== undefined && { date: options.date }),
            },
          );
    const data = Buffer.from(options.tamperedBody ?? text);
    return this.#request.fetch(url, { method, headers, ...(method !== 'GET' && { data }), maxRedirects: 0 });
  }
}
