import { test } from '@playwright/test';
import { paymentsProbe } from '../../src/payments-probe.ts';
import { currentStack } from '../../src/stack.ts';

// On AWS this waits for Lambda to give the network interfaces back, which takes up to three quarters of an hour.
test('what was deployed beside the stack is removed', () => {
  paymentsProbe.remove(currentStack('payments'));
});
