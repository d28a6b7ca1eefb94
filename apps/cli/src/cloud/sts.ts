import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { callAws } from './aws-call.ts';
import type { AccessKey } from './deployer.ts';

/** Keys of a session, as STS answers them. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601. */
  readonly expiration: string;
}

/** Asks STS for a session, as the deployer unless `signer` says otherwise. */
export async function askSts(
  workspace: Workspace,
  action: 'AssumeRole' | 'GetSessionToken',
  parameters: Readonly<Record<string, string>>,
  signer?: AccessKey & { readonly sessionToken?: string },
): Promise<SessionKeys> {
  const form = new URLSearchParams({ Action: action, Version: '2011-06-15', ...parameters });
  const reply = await callAws(workspace, {
    service: 'sts',
    region: 'us-east-1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    ...(signer && { signer }),
  });
  const element = (name: string): string => elementOf(reply, name, action);
  return {
    accessKeyId: element('AccessKeyId'),
    secretAccessKey: element('SecretAccessKey'),
    sessionToken: element('SessionToken'),
    expiration: element('Expiration'),
  };
}

/** Text of an element without children; keys and tokens contain no character that XML escapes. */
function elementOf(xml: string, name: string, action: string): string {
  const text = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (text === undefined) throw new CliError(`The answer of sts:${action} has no ${name}.`);
  return text;
}
