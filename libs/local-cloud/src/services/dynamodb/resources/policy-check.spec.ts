import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { document, tableArn } from '../testing/dynamodb-cloud.ts';
import { checkTablePolicy } from './policy-check.ts';

test('a policy of a table is about that table and its indexes, whatever other tables are called', () => {
  const here = { partition: 'aws', region: 'us-east-1', accountId: DEFAULT_ACCOUNT, confirmed: false };
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.'), minLength: 3, maxLength: 6 });
  const index = fc.option(name, { nil: undefined });
  fc.assert(
    fc.property(name, name, index, (mine, other, part) => {
      const Resource = part === undefined ? tableArn(other) : `${tableArn(other)}/index/${part}`;
      const text = document({
        Effect: 'Allow',
        Principal: { AWS: DEFAULT_ACCOUNT },
        Action: 'dynamodb:Query',
        Resource,
      });
      const problems = checkTablePolicy(text, { ...here, resourceArn: tableArn(mine) });
      expect(problems.length).toBe(mine === other ? 0 : 1);
    }),
  );
});
