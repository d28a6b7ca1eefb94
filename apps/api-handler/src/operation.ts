import type { ApiRequest, ApiResponse } from '@palisade/lambda-kit';
import type { Caller } from './caller.ts';

/** An operation's work, for a caller whose level reaches it. */
export type Operation<Body> = (request: ApiRequest<Body>, caller: Caller) => Promise<ApiResponse>;
