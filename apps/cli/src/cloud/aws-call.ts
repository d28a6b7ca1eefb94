import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { caFile } from './control-client.ts';
import { deployerKey } from './deployer.ts';

export interface AwsCall {
  readonly service: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one signed POST as the deployer: the CLI uses the cloud's own front door, as any other client would. */
export async function callAws(workspace: Workspace, { service, region, headers, body }: AwsCall): Promise<string> {
  const signer = new SignatureV4({ service, region, credentials: deployerKey(workspace), sha256: Sha256 });
  const host = `127.0.0.1:${workspace.port}`;
  const signed = await signer.sign({
    method: 'POST',
    protocol: 'https:',
    hostname: '127.0.0.1',
    port: workspace.port,
    path: '/',
    query: {},
    headers: { host, ...headers },
    body,
  });
  return new Promise((resolve, reject) => {
    const outgoing = request(
      workspace.endpoint,
      { method: 'POST', agent: false, ca: readFileSync(caFile(workspace)), headers: signed.headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve(text);
          else reject(new CliError(`${service} answered ${response.statusCode}: ${text}`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The hash the signer wants, from Node's own crypto. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error('A hash is used once.');
  }
}

function toBytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
