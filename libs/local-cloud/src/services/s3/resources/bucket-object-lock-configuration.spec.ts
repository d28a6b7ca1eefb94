import { describe, expect, test } from '@jest/globals';
import type { Graph, Properties } from '@palisade/local-engine';
import { catalogueOf } from '../../../kernel/catalogue.ts';
import { declareGraph, type Declaration } from '../../../testing/index.ts';
import { s3 } from '../index.ts';
import { declareBucket, declareVersioning } from '../testing/s3-cloud.ts';
import { BUCKET_OBJECT_LOCK_CONFIGURATION } from './bucket-object-lock-configuration.ts';

const options = {
  catalogue: catalogueOf([s3]),
  accountId: '123456789012',
  endpoint: 'https://127.0.0.1:4566',
  stack: 'test',
  region: 'us-east-1',
};
const Bucket = 'the-bucket';
const declare = (...parts: ((stack: Declaration) => void)[]): Graph =>
  declareGraph(options, (stack) => {
    for (const part of parts) part(stack);
  });
const locked = (stack: Declaration): void => void declareBucket(stack, Bucket, { objectLockEnabled: true });
const plain = (stack: Declaration): void => void declareBucket(stack, Bucket);
const versioned =
  (status = 'Enabled') =>
  (stack: Declaration): void =>
    void declareVersioning(stack, Bucket, status);
const lock =
  (defaultRetention?: Properties, name = 'lock') =>
  (stack: Declaration): void =>
    void stack.resource(BUCKET_OBJECT_LOCK_CONFIGURATION, name, {
      bucket: Bucket,
      ...(defaultRetention && { rule: { defaultRetention } }),
    });

describe('an Object Lock configuration', () => {
  test.each<[Properties]>([
    [{ mode: 'GOVERNANCE', days: 1 }],
    [{ mode: 'COMPLIANCE', days: 36_500 }],
    [{ mode: 'COMPLIANCE', years: 100 }],
  ])('takes %j', (retention) => {
    const graph = declare(locked, lock(retention));
    expect(graph.resources[0]?.outputs).toMatchObject({ objectLockEnabled: true });
    expect(graph.resources[1]).toMatchObject({ id: Bucket, outputs: { objectLockEnabled: 'Enabled' } });
  });

  test.each<[Properties, string]>([
    [{ mode: 'GOVERNANCE' }, 'a mode, and either days or years'],
    [{ mode: 'GOVERNANCE', days: 1, years: 1 }, 'a mode, and either days or years'],
    [{ days: 1 }, 'a mode, and either days or years'],
    [{ mode: 'GOVERNANCE', days: 0 }, 'Default retention period must be a positive integer value.'],
    [{ mode: 'GOVERNANCE', days: 36_501 }, 'Default retention period too large.'],
    [{ mode: 'GOVERNANCE', years: 101 }, 'Default retention period too large.'],
  ])('refuses %j', (retention, message) => {
    expect(() => declare(locked, lock(retention))).toThrow(message);
  });

  test('needs a bucket that was made with Object Lock, or one whose versioning comes first', () => {
    const needed = "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration";
    expect(() => declare(plain, lock())).toThrow(needed);
    expect(() => declare(plain, versioned('Suspended'), lock())).toThrow(needed);
    expect(() => declare(plain, lock(), versioned())).toThrow('Add it to dependsOn');
    declare(plain, versioned(), lock());
    declare(locked, lock(), versioned());
  });

  test('is one for each bucket', () => {
    expect(() => declare(locked, lock(), lock({ mode: 'GOVERNANCE', days: 1 }, 'other'))).toThrow('already has one in');
  });
});

test('an object in a bucket with Object Lock has a version, without a BucketVersioning too', () => {
  const object = (stack: Declaration): void =>
    void stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', { bucket: Bucket, key: 'k', content: 'x' });
  const versionOf = (graph: Graph): unknown => graph.resources.at(-1)?.outputs['versionId'];
  expect(versionOf(declare(locked, object))).toMatch(/^.{32}$/);
  expect(versionOf(declare(plain, object))).toBe('');
});
