import { expect, test } from '@playwright/test';
import { deployProbe, probeOutputs } from '../../src/probe.ts';
import { currentStack } from '../../src/stack.ts';

test('the probe functions are deployed beside the stack', () => {
  deployProbe(currentStack('documents'));
  const { roleAndEndpoint, roleOnly, endpointOnly } = probeOutputs(currentStack('documents'));
  expect(new Set([roleAndEndpoint, roleOnly, endpointOnly]).size).toBe(3);
});
