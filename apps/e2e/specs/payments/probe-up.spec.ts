import { expect, test } from '@playwright/test';
import { paymentsProbe } from '../../src/payments-probe.ts';
import { currentStack } from '../../src/stack.ts';

test("functions with the processor's role and another, and a role that would destroy, are deployed beside the stack", () => {
  const stack = currentStack('payments');
  paymentsProbe.deploy(stack);
  const { otherInside, otherOutside, processor, processorInOtherGroup, processorOutside } =
    paymentsProbe.outputs(stack);
  expect(new Set([processor, processorInOtherGroup, processorOutside, otherInside, otherOutside]).size).toBe(5);
});
