import { callAws } from '../cloud/aws-call.ts';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';

/** Answers an SDK's `credential_process`: takes the role as the deployer and prints what the SDK expects, and nothing else. */
export async function credentials(workspace: Workspace, roleArn: string): Promise<void> {
  const form = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: roleArn,
    RoleSessionName: 'palisade',
  });
  const reply = await callAws(workspace, {
    service: 'sts',
    region: 'us-east-1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  console.log(
    JSON.stringify({
      Version: 1,
      AccessKeyId: element(reply, 'AccessKeyId'),
      SecretAccessKey: element(reply, 'SecretAccessKey'),
      SessionToken: element(reply, 'SessionToken'),
      Expiration: element(reply, 'Expiration'),
    }),
  );
}

/** Text of an element without children; keys and tokens contain no character that XML escapes. */
function element(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (text === undefined) throw new CliError(`The answer of sts:AssumeRole has no ${name}.`);
  return text;
}
