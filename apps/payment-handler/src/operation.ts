import type { ApiRequest, ApiResponse } from '@palisade/lambda-kit';
import type { Client } from './client.ts';

/** An operation's work, for a client whose certificate is good. */
export type Operation<Body> = (request: ApiRequest<Body>, client: Client) => Promise<ApiResponse>;
