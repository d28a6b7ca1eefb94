import { expect, test } from '@jest/globals';
import { capacityFinding } from './firewall.ts';

test('rules beyond what the price includes are a finding, and no more than that', () => {
  expect(capacityFinding(1500)).toBeUndefined();
  expect(capacityFinding(1501)).toContain('use 1501 capacity units; what is beyond 1500 is charged for each request');
});
