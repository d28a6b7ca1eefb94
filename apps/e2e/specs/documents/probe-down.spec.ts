import { test } from '@playwright/test';
import { probe } from '../../src/probe.ts';
import { currentStack } from '../../src/stack.ts';

// On AWS this waits for Lambda to give the network interfaces back, which takes up to three quarters of an hour.
test('the probe functions are removed', () => {
  probe.remove(currentStack('documents'));
});
