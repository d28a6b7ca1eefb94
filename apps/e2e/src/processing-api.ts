import type { APIRequestContext, APIResponse } from '@playwright/test';
import type { ProcessingOutputs, Stack } from './stack.ts';

export interface CallOptions {
  /** The API key that is shown; `none` shows none. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is text, and as JSON otherwise. */
  readonly body?: unknown;
}

/** The API under test, called as its users would: HTTPS and an API key, nothing else. */
export class ProcessingApi {
  readonly #request: APIRequestContext;
  readonly #stack: Stack<ProcessingOutputs>;
  readonly #key: string;

  constructor(request: APIRequestContext, stack: Stack<ProcessingOutputs>, key: string) {
    this.#request = request;
    this.#stack = stack;
    this.#key = key;
  }

  /** The same API for the holder of another key. */
  as(key: string): ProcessingApi {
    return new ProcessingApi(this.#request, this.#stack, key);
  }

  /** Asks a path below `/documents`; '' for that itself. */
  async call(method: 'GET' | 'POST' | 'DELETE', path: string, options: CallOptions = {}): Promise<APIResponse> {
    const { body, headers = {}, key = this.#key } = options;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.#request.fetch(`${this.#stack.outputs.apiUrl}${path}`, {
      method,
      headers: {
        ...(key !== 'none' && { 'x-api-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { data: Buffer.from(text) }),
      maxRedirects: 0,
    });
  }
}
