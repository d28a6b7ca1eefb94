import { expect, test } from '@jest/globals';
import { createActivity, type ServiceCall } from './activity.ts';

const call: ServiceCall = {
  action: 'kms:Decrypt',
  resource: 'key',
  principal: { kind: 'anonymous' },
  region: 'us-east-1',
};

test('tells everybody who listens, until they stop', () => {
  const activity = createActivity();
  const heard: string[] = [];
  const listener = (name: string) => ({
    door: () => void heard.push(`${name} door`),
    service: ({ action }: ServiceCall) => void heard.push(`${name} ${action}`),
  });
  expect(activity.observed).toBe(false);
  const end = activity.listen(listener('a'));
  activity.listen(listener('b'));
  expect(activity.observed).toBe(true);
  activity.service(call);
  end();
  activity.service(call);
  expect(heard).toEqual(['a kms:Decrypt', 'b kms:Decrypt', 'b kms:Decrypt']);
});
