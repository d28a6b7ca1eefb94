import type { Blueprint } from '../blueprint.ts';
import { SecureApiStack } from './secure-api-stack.ts';
import { readSecureApiSettings } from './settings.ts';

/** The API with encrypted logs; see README.md beside this file. */
export const secureApi: Blueprint = {
  name: 'secure-api',
  region: 'ap-southeast-1',
  complianceScope: 'none',
  configure(reader) {
    const settings = readSecureApiSettings(reader);
    return (stack) => ({
      ...new SecureApiStack(stack.names('secure-api-stack'), { stack, settings }, { provider: stack.provider }).outputs,
    });
  },
};
