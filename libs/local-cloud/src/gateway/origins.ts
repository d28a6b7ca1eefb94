import { randomBytes } from 'node:crypto';
import type { CallOrigin, OriginRegistry } from '../kernel/origin.ts';

/** The functions whose connections the door recognises, by unguessable token. */
export class Origins implements OriginRegistry {
  readonly #origins = new Map<string, CallOrigin>();

  register(origin: CallOrigin): string {
    const token = randomBytes(18).toString('base64url');
    this.#origins.set(token, origin);
    return token;
  }

  release(token: string): void {
    this.#origins.delete(token);
  }

  find(token: string): CallOrigin | undefined {
    return this.#origins.get(token);
  }
}
