import type { APIResponse } from '@playwright/test';

/** API Gateway's request id: what the access log and the function's log call this request. */
export function requestIdOf(answer: APIResponse): string {
  const id = answer.headers()['x-amzn-requestid'];
  if (id === undefined) throw new Error('The answer carries no x-amzn-RequestId header.');
  return id;
}

/** The error's name and HTTP status as the AWS SDK reports them, or undefined when the call succeeded. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined } | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = (error as { $metadata?: { httpStatusCode?: number } }).$metadata;
    return { name: error.name, status: metadata?.httpStatusCode };
  }
}

/** What the AWS SDK says of a refusal; empty when the call succeeded. */
export function reasonOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
