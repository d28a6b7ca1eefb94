import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { s3BucketArn, s3ObjectArn } from '../arn/index.ts';
import { actionProblem } from './action-problem.ts';
import { typeOfKey } from './catalog.ts';
import { source } from './source.ts';

describe('an action', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['s3:PutObject', undefined, undefined],
    ['s3:PutObject', s3ObjectArn({ bucket: 'docs', key: 'a' }), undefined],
    ['s3:ListBucket', s3BucketArn({ bucket: 'docs' }), undefined],
    ['ec2:DescribeSubnets', '*', undefined],
    ['s3:PutObjekt', undefined, '"s3:PutObjekt" is no action of s3. Did you mean PutObject?'],
    ['s3:HeadObject', undefined, '"s3:HeadObject" is no action of s3.'],
    ['s3:putobject', undefined, '"s3:putobject" is no action of s3. Did you mean PutObject?'],
    ['dyanmodb:PutItem', undefined, 'There is no service "dyanmodb" in the slice. Did you mean dynamodb?'],
    ['PutObject', undefined, 'There is no service "PutObject" in the slice.'],
    [
      's3:PutObject',
      s3BucketArn({ bucket: 'docs' }),
      's3:PutObject does not act on arn:aws:s3:::docs, but on s3:accesspointobject or s3:object.',
    ],
    [
      'ec2:DescribeSubnets',
      'arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1',
      'ec2:DescribeSubnets has no resource-level permissions: ask about "*", not arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1.',
    ],
  ])('%s on %s', (action, resource, problem) => {
    expect(actionProblem(action, resource)).toBe(problem);
  });
});

describe('the slice', () => {
  const src = new URL('../', import.meta.url);
  const builders = globSync('{capabilities,guardrails,kinds,systems}/**/*.ts', { cwd: src });

  test('has every action and every condition key that the builders name', () => {
    const named = new Set(
      builders
        .filter((file) => !/\.spec\.ts$|testing/.test(file))
        .flatMap((file) => [...readFileSync(new URL(file, src), 'utf8').matchAll(/'([a-z0-9-]+:[A-Z]\w*)'/g)])
        .map(([, name]) => name as string),
    );
    expect(named.size).toBeGreaterThan(80);
    const strange = [...named].filter(
      (name) => actionProblem(name) !== undefined && typeOfKey(name, [name.split(':')[0] as string]) === undefined,
    );
    expect(strange).toEqual([]);
  });

  test.each(['action-resources.ts', 'data.ts', 'source.ts'])('%s names the version it was made from', (file) => {
    const [header] = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
    expect(header).toContain(`${source.package} ${source.version} (MIT)`);
  });
});
