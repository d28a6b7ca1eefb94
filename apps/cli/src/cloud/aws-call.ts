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
  /** The deployer's long-term key unless given. */
  readonly signer?: AccessKey & { readonly sessionToken?: string };
}

/** Sends one signed POST as the deployer: the command uses the cloud's front door, as any other client would. */
export function callAws(workspace: Workspace, { service, region, headers, body, signer }: AwsCall): Promise<string> {
  const key = signer ?? deployerKey(workspace);
  const signed = aws4.sign(
    { method: 'POST', path: '/', host: `127.0.0.1:${workspace.port}`, service, region, headers: { ...headers }, body },
    key,
  );
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent: false, ca: readFileSync(caFile(workspace)), headers: signed.headers };
    const outgoing = request(workspace.endpoint, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200) resolve(text);
        else reject(new CliError(`${service} answered ${response.statusCode}: ${text}`));
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
