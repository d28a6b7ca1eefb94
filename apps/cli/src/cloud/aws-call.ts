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
  /** `aws`: AWS itself, with the credentials of the environment. The local cloud, with the deployer's, unless given. */
  readonly target?: 'local' | 'aws';
  /** The deployer's long-term key unless given. */
  readonly signer?: AccessKey & { readonly sessionToken?: string };
}

/** Sends one signed request as the deployer: the command uses the cloud's front door, as any other client would. */
export function callAws(workspace: Workspace, call: AwsCall): Promise<string> {
  const { service, region, headers, body, method = 'POST', path = '/', target = 'local' } = call;
  const endpoint = target === 'aws' ? `https://${service}.${region}.amazonaws.com` : workspace.endpoint;
  const key = call.signer ?? (target === 'aws' ? environmentKey() : deployerKey(workspace));
  const { host } = new URL(endpoint);
  const signed = aws4.sign({ method, path, host, service, region, headers: { ...headers }, body }, key);
  return new Promise((resolve, reject) => {
    const trust = target === 'aws' ? {} : { ca: readFileSync(caFile(workspace)) };
    const options = { method, agent: false, headers: signed.headers, ...trust };
    const outgoing = request(`${endpoint}${path}`, options, (response) => {
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
    outgoing.on('error', (error) =>
      reject(
        target === 'aws' ? new CliError(`${host} did not answer: ${error.message}`) : unreachable(workspace, error),
      ),
    );
    outgoing.end(body);
  });
}

function environmentKey(): AccessKey & { readonly sessionToken?: string } {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: token,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new CliError(
      'The stack is on AWS: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, e.g. with ' +
        'eval "$(aws configure export-credentials --format env)".',
    );
  }
  return { accessKeyId, secretAccessKey, ...(token && { sessionToken: token }) };
}

function unreachable({ endpoint }: Workspace, error: Error): Error {
  return codeOf(error) === 'ECONNREFUSED'
    ? new CliError(`The local cloud is not running on ${endpoint}. Start it with 'palisade up' or 'palisade serve'.`)
    : new CliError(`The local cloud on ${endpoint} did not answer: ${error.message}`);
}
