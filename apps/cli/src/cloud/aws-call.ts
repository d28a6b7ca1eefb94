import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import aws4 from 'aws4';
import { CliError, codeOf } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { caFile } from './control-client.ts';
import { deployerKey, type AccessKey } from './deployer.ts';

export interface AwsCall {
  readonly service: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** POST unless given. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** `/` unless given. */
  readonly path?: string;
  /** The deployer's long-term key unless given. */
  readonly signer?: AccessKey & { readonly sessionToken?: string };
}

/** Sends one signed request as the deployer: the command uses the cloud's front door, as any other client would. */
export function callAws(workspace: Workspace, call: AwsCall): Promise<string> {
  const { service, region, headers, body, method = 'POST', path = '/' } = call;
  const key = call.signer ?? deployerKey(workspace);
  const signed = aws4.sign(
    { method, path, host: `127.0.0.1:${workspace.port}`, service, region, headers: { ...headers }, body },
    key,
  );
  return new Promise((resolve, reject) => {
    const options = { method, agent: false, ca: readFileSync(caFile(workspace)), headers: signed.headers };
    const outgoing = request(`${workspace.endpoint}${path}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve(text);
        else reject(new CliError(`${service} answered ${status}: ${text}`));
      });
    });
    outgoing.on('error', (error) => reject(unreachable(workspace, error)));
    outgoing.end(body);
  });
}

function unreachable({ endpoint }: Workspace, error: Error): Error {
  return codeOf(error) === 'ECONNREFUSED'
    ? new CliError(`The local cloud is not running on ${endpoint}. Start it with 'palisade up' or 'palisade serve'.`)
    : new CliError(`The local cloud on ${endpoint} did not answer: ${error.message}`);
}
