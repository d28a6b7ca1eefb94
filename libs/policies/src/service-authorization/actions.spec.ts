import { expect, test } from '@jest/globals';
import { actionsOf, knownServices } from './actions.ts';

test('actions carry the prefix of their service', () => {
  expect(actionsOf('s3')).toEqual(expect.arrayContaining(['s3:PutObject', 's3:GetObject', 's3:PutBucketPolicy']));
  for (const service of knownServices) {
    expect(actionsOf(service).length).toBeGreaterThan(0);
    expect(actionsOf(service).every((action) => action.startsWith(`${service}:`))).toBe(true);
  }
});

test('an action that does not exist is not among them', () => {
  expect(actionsOf('s3')).not.toContain('s3:HeadObject');
});
