import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Place } from './identities.ts';

export interface PresignedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface PresignedRequest {
  readonly method: 'GET' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** Sends a presigned request as it was signed, with AWS's name in it: to AWS, or to the local cloud, which answers by that name too. */
export async function sendPresigned(stack: Place, presigned: PresignedRequest): Promise<PresignedAnswer> {
  const { body, headers = {}, method, url } = presigned;
  const { host, hostname, pathname, search } = new URL(url);
  const at = new URL(stack.endpoint ?? url);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpsRequest({
      host: at.hostname,
      port: at.port === '' ? 443 : Number(at.port),
      servername: hostname,
      path: `${pathname}${search}`,
      method,
      headers: { ...headers, host },
      agent: false,
    });
    sent.once('response', resolve).once('error', reject).end(body);
  });
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
}
