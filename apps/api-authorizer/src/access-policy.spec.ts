import { describe, expect, test } from '@jest/globals';
import { apiKeyLevels, processingApi, reaches } from '@palisade/shared-types';
import fc from 'fast-check';
import { accessPolicy, mayCall } from './access-policy.ts';

const stage = 'arn:aws:execute-api:us-east-1:111122223333:abcdef1234/prod';
const resourcesOf = (level: (typeof apiKeyLevels)[number], methodArn = `${stage}/GET/documents`) => {
  const { Statement } = accessPolicy(level, methodArn);
  expect(Statement).toHaveLength(1);
  expect(Statement[0]).toMatchObject({ Effect: 'Allow', Action: 'execute-api:Invoke' });
  return (Statement[0] as unknown as { Resource: string[] }).Resource;
};

describe('accessPolicy', () => {
  test('names every method of the level, whichever was called', () => {
    const reading = [`${stage}/GET/documents`, `${stage}/GET/documents/*`, `${stage}/GET/documents/*/content`];
    expect(resourcesOf('read-only')).toEqual(reading);
    expect(resourcesOf('read-only', `${stage}/DELETE/documents/42`)).toEqual(reading);
    expect(resourcesOf('read-write')).toEqual([
      `${stage}/POST/documents`,
      `${stage}/POST/documents/uploads`,
      ...reading,
    ]);
    expect(resourcesOf('admin')).toEqual([...resourcesOf('read-write'), `${stage}/DELETE/documents/*`]);
  });

  test('matches a call exactly when the level reaches it', () => {
    const matches = (pattern: string, arn: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(arn);
    const call = fc.record({ operation: fc.constantFrom(...Object.values(processingApi)), id: fc.uuid() });
    fc.assert(
      fc.property(fc.constantFrom(...apiKeyLevels), call, (level, { operation, id }) => {
        const arn = `${stage}/${operation.method}${operation.resource.replace('{id}', id)}`;
        const allowed = resourcesOf(level).some((pattern) => matches(pattern, arn));
        expect(allowed).toBe(reaches(level, operation.level));
        expect(allowed).toBe(mayCall(level, operation.method, operation.resource));
      }),
    );
  });

  test('stays in the partition, API and stage that were called', () => {
    const other = 'arn:aws-cn:execute-api:cn-north-1:111122223333:x/dev/GET/documents';
    for (const resource of resourcesOf('admin', other)) {
      expect(resource).toMatch(/^arn:aws-cn:execute-api:cn-north-1:111122223333:x\/dev\//);
    }
  });

  test('is short enough for API Gateway: 512 characters a resource', () => {
    for (const resource of resourcesOf('admin')) expect(resource.length).toBeLessThan(512);
  });

  test.each(['', 'arn:aws:execute-api:us-east-1:111122223333:api', '*', 'arn:aws:s3:::bucket/stage/GET/x'])(
    'refuses to make one from %j',
    (methodArn) => expect(() => accessPolicy('admin', methodArn)).toThrow('methodArn'),
  );
});

test('mayCall is false of what the API does not have', () => {
  expect(mayCall('admin', 'PUT', '/documents')).toBe(false);
  expect(mayCall('admin', 'GET', '/keys')).toBe(false);
});
