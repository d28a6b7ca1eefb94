import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface WarmUp {
  /** The function's own environment variables. */
  env: Readonly<Record<string, string>>;
  /** Events the handler answers (with a 2xx, if with a status) when AWS answers every call with 200. */
  events: readonly object[];
  /** Bodies of AWS's answers by `x-amz-target` (`DynamoDB_20120810.GetItem`) or method (`GET`); what has none is empty. */
  replies?: Readonly<Record<string, string>>;
}

/**
 * V8's code cache of a bundle after it has answered `warmUp.events`: the bytecode of what a start and a first request run.
 * Lambda then reads it instead of compiling, which halves the start. The same bundle and Node give the same bytes.
 *
 * The flags matter: V8 refuses a cache made under other hashed flags, and Lambda's bootstrap passes `--expose-gc`.
 * `--random-seed` is not hashed and takes the randomness out of the bytes.
 */
export async function makeCodeCache(bundle: string, cache: string, warmUp: WarmUp): Promise<void> {
  const aws = await answerEverything(warmUp.replies);
  const child = join(import.meta.dirname, 'warm-up.ts');
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'warm-up',
    AWS_SECRET_ACCESS_KEY: 'warm-up',
    AWS_SESSION_TOKEN: 'warm-up',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
    // The builder's own ~/.aws and log level must not decide which functions run.
    HOME: '/nonexistent',
    POWERTOOLS_LOG_LEVEL: 'INFO',
    ...warmUp.env,
  };
  try {
    const args = ['--expose-gc', '--random-seed=1', child, bundle, cache, JSON.stringify(warmUp.events)];
    await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 });
  } finally {
    aws.close();
    aws.closeAllConnections();
  }
}

/** An AWS whose every answer is 200. */
async function answerEverything(replies: WarmUp['replies'] = {}): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    const reply = replies[String(request.headers['x-amz-target'])] ?? replies[request.method ?? ''] ?? '';
    request.on('end', () => response.setHeader('x-amz-version-id', 'warm-up').end(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
