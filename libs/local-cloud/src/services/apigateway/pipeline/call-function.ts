import type { Host } from '../../../kernel/host.ts';
import type { FunctionInvoker, FunctionResult } from './function-invoker.ts';

export interface FunctionCall {
  readonly functionArn: string;
  readonly payload: Buffer;
  readonly traceId: string;
  readonly timeoutMilliseconds: number;
}

/** Calls a function and waits no longer than the timeout; what it answers later is nobody's. Rejects as Lambda refuses. */
export async function callFunction(
  { functionArn, payload, traceId, timeoutMilliseconds }: FunctionCall,
  { host, functions }: { readonly host: Host; readonly functions: FunctionInvoker },
): Promise<FunctionResult | 'timeout'> {
  let cancel = () => {};
  const timeout = new Promise<'timeout'>((resolve) => {
    cancel = host.scheduler.at(host.clock.now() + timeoutMilliseconds, () => resolve('timeout'));
  });
  try {
    return await Promise.race([functions.invoke({ functionArn, payload, type: 'RequestResponse', traceId }), timeout]);
  } finally {
    cancel();
  }
}

/** What a function that failed says, or `unknown`. */
export function errorMessage(payload: Buffer): string {
  try {
    const value = JSON.parse(payload.toString()) as { errorMessage?: unknown } | null;
    return typeof value?.errorMessage === 'string' ? value.errorMessage : 'unknown';
  } catch {
    return 'unknown';
  }
}
