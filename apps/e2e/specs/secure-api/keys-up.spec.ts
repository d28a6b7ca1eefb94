import { expect, test } from '@playwright/test';
import { deployKeys, keysOutputs } from '../../src/keys.ts';
import { currentStack } from '../../src/stack.ts';

test('another key, and readers without one, are deployed beside the stack', () => {
  const stack = currentStack('secure-api');
  deployKeys(stack);
  const { keyId } = keysOutputs(stack);
  expect(keyId).not.toBe(stack.outputs.kmsKeyId);
});
