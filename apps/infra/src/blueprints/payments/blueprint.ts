import type { Blueprint } from '../blueprint.ts';
import { PaymentsStack } from './payments-stack.ts';
import { readPaymentsSettings } from './settings.ts';

/** The payments API for holders of client certificates; see README.md beside this file. */
export const payments: Blueprint = {
  name: 'payments',
  region: 'us-east-1',
  defaults: { environmentSuffix: 'dev', region: 'us-east-1' },
  complianceScope: 'PCI-DSS',
  configure(reader) {
    const settings = readPaymentsSettings(reader);
    return (stack) => ({
      ...new PaymentsStack(stack.names('payments-stack'), { stack, settings }, { provider: stack.provider }).outputs,
    });
  },
};
