import type { Plugin } from 'esbuild';
import { stubModules } from './stub-modules.ts';

/** Everything the default credential chain imports after the environment has been asked. */
const REMOTE_PROVIDERS = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/**
 * Leaves only the environment in the SDK's default credential chain.
 *
 * Why it is safe: Lambda gives a function its role's credentials, session token included, in `AWS_ACCESS_KEY_ID`,
 * `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` (only SnapStart uses the container provider, and nodejs24.x has none).
 * Why it pays: the remote providers bring SSO, STS and sign-in clients: a quarter of the bundle, a tenth of the start.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function environmentCredentialsOnly(): Plugin {
  return stubModules({
    name: 'environment-credentials-only',
    modules: REMOTE_PROVIDERS,
    contents: `
      const only = 'This function takes its credentials from AWS_ACCESS_KEY_ID and its companions in the environment, ' +
        'which are missing (or AWS_PROFILE hides them). Its bundle has no other credential provider.';
      const provider = () => async () => {
        throw Object.assign(new Error(only), { name: 'CredentialsProviderError', tryNextLink: false });
      };
      export const ENV_CMDS_FULL_URI = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
      export const ENV_CMDS_RELATIVE_URI = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
      export {
        provider as fromContainerMetadata, provider as fromHttp, provider as fromIni, provider as fromInstanceMetadata,
        provider as fromProcess, provider as fromSSO, provider as fromTokenFile,
      };`,
  });
}
