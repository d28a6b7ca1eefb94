import { test } from '@playwright/test';
import { removeKeys } from '../../src/keys.ts';
import { currentStack } from '../../src/stack.ts';

test('the other key and the readers are removed', () => {
  removeKeys(currentStack('secure-api'));
});
