import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { callAws } from './aws-call.ts';
import { isRecord } from './control-client.ts';
import type { AccessKey } from './deployer.ts';

/** An operation of a service that speaks JSON 1.0 or 1.1. */
export interface JsonCall {
  readonly service: string;
  readonly region: string;
  /** `X-Amz-Target`: `Logs_20140328.FilterLogEvents`. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly input: Readonly<Record<string, unknown>>;
  /** Where; the local cloud unless given. */
  readonly on?: 'local' | 'aws';
  readonly signer?: AccessKey & { readonly sessionToken?: string };
}

/** Calls an operation as the deployer, and returns its answer. */
export async function callJson(workspace: Workspace, call: JsonCall): Promise<Readonly<Record<string, unknown>>> {
  const { service, region, target, version, input, on, signer } = call;
  const text = await callAws(workspace, {
    service,
    region,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
    body: JSON.stringify(input),
    ...(on && { target: on }),
    ...(signer && { signer }),
  });
  const reply: unknown = text === '' ? {} : JSON.parse(text);
  if (!isRecord(reply)) throw new CliError(`${target} answered something that is no JSON object.`);
  return reply;
}
