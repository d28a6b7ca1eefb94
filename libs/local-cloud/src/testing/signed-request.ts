import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from './sha256.ts';
import type { TestCloud } from './test-cloud.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface SignOptions {
  readonly service?: string;
  readonly region?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: string;
  /** When it is signed, milliseconds since the epoch. */
  readonly at?: number;
  readonly scheme?: 'https' | 'http';
  readonly host?: string;
  /** ARN of the role that signs; the deployer otherwise. */
  readonly role?: string;
}

/** Sends a request without any SDK. The path goes out as it is, dot segments and all. */
export function send(
  cloud: TestCloud,
  path: string,
  options: RequestOptions & { readonly scheme?: string } = {},
  body = '',
): Promise<Answer> {
  const { hostname, port } = new URL(cloud.endpoint);
  return new Promise((resolve, reject) => {
    const at = { host: hostname, port, path, ...options };
    const request = options.scheme === 'http' ? httpRequest(at) : httpsRequest({ ...at, agent: cloud.agent });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Signs with the SDK's signer and sends: for requests no SDK client makes. */
export async function sendSigned(cloud: TestCloud, path: string, options: SignOptions = {}): Promise<Answer> {
  const {
    at = cloud.clock.now(),
    body = '',
    method = 'GET',
    query = {},
    region = 'us-east-1',
    service = 's3',
  } = options;
  const { credentials } = options.role === undefined ? cloud.deployer() : cloud.role(options.role);
  const s3 = service === 's3';
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath: !s3 });
  const headers = {
    host: options.host ?? new URL(cloud.endpoint).host,
    ...(s3 && { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') }),
    ...options.headers,
  };
  const signed = await signer.sign(
    { method, protocol: 'https:', hostname: '127.0.0.1', path, query, headers, body },
    { signingDate: new Date(at) },
  );
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
  const sent = { method, headers: signed.headers, scheme: options.scheme ?? 'https' };
  return send(cloud, search === '' ? path : `${path}?${search}`, sent, body);
}
