import { expect, test } from '@jest/globals';
import { operations } from '../operations/index.ts';
import { loggedOperation, loggedResources } from './operation-name.ts';

test('every operation has its name in access logs', () => {
  expect(operations.map(({ name }) => name).filter((name) => loggedResources[name] === undefined)).toEqual([]);
});

test.each([
  ['PUT', 'CopyObject', 'REST.COPY.OBJECT'],
  ['POST', 'DeleteObjects', 'REST.POST.MULTI_OBJECT_DELETE'],
  ['PUT', 'CreateBucket', 'REST.PUT.BUCKET'],
  ['GET', undefined, 'REST.GET.OBJECT'],
])('%s of %s is %s', (method, operation, expected) => {
  expect(loggedOperation(method, operation)).toBe(expected);
});
