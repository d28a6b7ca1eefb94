import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import type { SecurityHubState } from '../state.ts';
import { onHub } from './input.ts';

/** An empty list would say that all is well: it is refused instead. */
export const getFindings = operation<SecurityHubState, never>({
  name: 'GetFindings',
  route: { method: 'POST', path: '/findings' },
  parse() {
    throw new NotSupportedError(
      'securityhub:GetFindings',
      'Security Hub is a record here: no control is evaluated, so there are no findings.',
    );
  },
  permissions: (_input, state, region) => [onHub('GetFindings', state, region)],
  run() {
    throw new NotSupportedError('securityhub:GetFindings');
  },
});
