import { caFile } from '../cloud/control-client.ts';
import { awsConfigFile, awsCredentialsFile } from '../cloud/profiles.ts';
import { quote } from '../output/shell.ts';
import type { Workspace } from '../workspace.ts';

/** Prints the exports a shell needs: `eval "$(npx palisade env)"`. */
export function env(workspace: Workspace, profile = 'deployer'): void {
  const variables = {
    AWS_ENDPOINT_URL: workspace.endpoint,
    AWS_CA_BUNDLE: caFile(workspace),
    NODE_EXTRA_CA_CERTS: caFile(workspace),
    AWS_CONFIG_FILE: awsConfigFile(workspace),
    AWS_SHARED_CREDENTIALS_FILE: awsCredentialsFile(workspace),
    AWS_PROFILE: profile,
  };
  console.log(
    '# AWS SDKs of 2023 and later, and the AWS CLI from 2.13, read AWS_ENDPOINT_URL. Older ones need the endpoint',
  );
  console.log(
    '# named: aws --endpoint-url "$AWS_ENDPOINT_URL" …, boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"]).',
  );
  console.log(
    '# AWS_CA_BUNDLE: AWS CLI, boto3. NODE_EXTRA_CA_CERTS: the JavaScript SDK. curl: --cacert "$AWS_CA_BUNDLE".',
  );
  console.log('# rclone refuses AWS_CA_BUNDLE; use RCLONE_CA_CERT instead and unset the former.');
  console.log(
    "# A role that wants a second factor: --serial-number and --token-code of sts assume-role, from 'npx palisade mfa'.",
  );
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${quote(value)}`);
  console.log('unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN');
}
