import { expect, test } from '@playwright/test';
import { probe } from '../../src/probe.ts';
import { currentStack } from '../../src/stack.ts';

test('the probe functions are deployed beside the stack', () => {
  const stack = currentStack('documents');
  probe.deploy(stack);
  const { roleAndEndpoint, roleOnly, endpointOnly } = probe.outputs(stack);
  expect(new Set([roleAndEndpoint, roleOnly, endpointOnly]).size).toBe(3);
});
