import type { APIRequestContext, APIResponse } from '@playwright/test';
import { signedHeaders } from './sign.ts';
import type { Credentials, SecureApiOutputs, Stack } from './stack.ts';

export interface AskOptions {
  /** Who signs; `nobody` sends no signature. */
  readonly as?: Credentials | 'nobody';
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Region the signature is for; the stack's own unless a test says otherwise. */
  readonly region?: string;
}

/** The API under test, called as its users would: HTTPS and Signature Version 4, nothing else. */
export class SecureApi {
  readonly #request: APIRequestContext;
  readonly #stack: Stack<SecureApiOutputs>;
  readonly #client: Credentials;

  constructor(request: APIRequestContext, stack: Stack<SecureApiOutputs>, client: Credentials) {
    this.#request = request;
    this.#stack = stack;
    this.#client = client;
  }

  /** Asks a path below the API's root, `/` for the root itself; signed by the client unless `options` say otherwise. */
  async ask(path: string, options: AskOptions = {}): Promise<APIResponse> {
    const { apiUrl, region } = this.#stack.outputs;
    const { as = this.#client, method = 'GET', headers: given = {}, body = '' } = options;
    const url = `${apiUrl}${path}`;
    const scope = { region: options.region ?? region, service: 'execute-api' };
    const headers =
      as === 'nobody' ? given : signedHeaders({ method, url, headers: given, body }, { ...scope, credentials: as });
    return this.#request.fetch(url, {
      method,
      headers: { ...headers },
      ...(body !== '' && { data: Buffer.from(body) }),
      maxRedirects: 0,
    });
  }
}
