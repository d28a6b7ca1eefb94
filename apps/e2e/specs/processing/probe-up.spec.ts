import { expect, test } from '@playwright/test';
import { processingProbe } from '../../src/processing-probe.ts';
import { poison } from '../../src/poison.ts';
import { currentStack } from '../../src/stack.ts';

test('functions with the roles of the platform, usage plans and a queue are deployed beside the stack', () => {
  const stack = currentStack('processing');
  processingProbe.deploy(stack);
  const { apiHandler, authorizer, notifier, processor } = processingProbe.outputs(stack);
  expect(new Set([authorizer, apiHandler, processor, notifier]).size).toBe(4);
});

// Lambda takes three minutes to give it up: by the time the last specs look for it, most of them are over.
test('an object arrives that belongs to no document', async () => {
  const stack = currentStack('processing');
  expect(await poison(stack, processingProbe.outputs(stack))).toBe('ok');
});
