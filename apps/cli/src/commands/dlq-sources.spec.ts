import { expect, test } from '@jest/globals';
import { lambdaFunctionArn } from '@palisade/policies';
import { invocationPath } from './dlq-sources.ts';

const at = { region: 'us-east-1', account: '123456789012', name: 'worker' };

test.each([
  ['worker', ''],
  ['worker:live', '?Qualifier=live'],
  ['123456789012:function:worker', ''],
  ['123456789012:function:worker:live', '?Qualifier=live'],
  [lambdaFunctionArn(at), ''],
  [lambdaFunctionArn({ ...at, qualifier: 'live' }), '?Qualifier=live'],
  [lambdaFunctionArn({ ...at, qualifier: '$LATEST' }), '?Qualifier=%24LATEST'],
])('what %s gave up goes back to that function, not to one with the name of its alias', (name, qualifier) => {
  expect(invocationPath(name)).toBe(`/2015-03-31/functions/worker/invocations${qualifier}`);
});
