import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import aws4 from 'aws4';
import type { LoadTarget } from './load.ts';

export interface Unsigned {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** SigV4 signing name, which is also how the door knows the service. */
  readonly service: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request signed by the deployer of the cloud in `home`. It can be replayed for as long as a signature is fresh. */
export function signed(
  endpoint: string,
  home: string,
  { method, path, service, headers = {}, body }: Unsigned,
): LoadTarget {
  const credentials = readFileSync(join(home, 'aws', 'credentials'), 'utf8');
  const [, accessKeyId = ''] = /aws_access_key_id\s*=\s*(\S+)/.exec(credentials) ?? [];
  const [, secretAccessKey = ''] = /aws_secret_access_key\s*=\s*(\S+)/.exec(credentials) ?? [];
  const { headers: all = {} } = aws4.sign(
    { method, host: new URL(endpoint).host, path, service, region: 'us-east-1', headers: { ...headers }, body },
    { accessKeyId, secretAccessKey },
  );
  const texts = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
  return { url: `${endpoint}${path}`, method, headers: texts, body };
}
