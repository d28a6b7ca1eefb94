import { expect, test } from '@jest/globals';
import type { Resource } from '@palisade/local-engine';
import { getAlias } from './get-alias.ts';

const alias = {
  type: 'aws:kms/alias:Alias',
  outputs: {
    name: 'alias/app',
    region: 'us-east-1',
    arn: 'arn:aws:kms:us-east-1:123456789012:alias/app',
    targetKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1',
  },
} as Partial<Resource> as Resource;

const find = (args: Record<string, string>): unknown =>
  getAlias.invoke(args, {
    region: 'us-east-1',
    resources: { ofType: () => [alias], byId: () => undefined, byUrn: () => undefined },
    elsewhere: { ofType: () => [], byId: () => undefined, byUrn: () => undefined },
  } as Partial<Parameters<typeof getAlias.invoke>[1]> as Parameters<typeof getAlias.invoke>[1]);

test('an alias of the program is found by its name, in its region', () => {
  const { arn, targetKeyArn } = alias.outputs;
  expect(find({ name: 'alias/app' })).toEqual({
    arn,
    id: arn,
    name: 'alias/app',
    region: 'us-east-1',
    targetKeyArn,
    targetKeyId: '1',
  });
  expect(() => find({ name: 'alias/other' })).toThrow('reading KMS Alias (alias/other): empty result');
  expect(() => find({ name: 'alias/app', region: 'eu-west-1' })).toThrow('empty result');
});
