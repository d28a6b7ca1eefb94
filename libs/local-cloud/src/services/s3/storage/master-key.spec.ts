import { describe, expect, test } from '@jest/globals';
import { createCipheriv } from 'node:crypto';
import { mkdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { MasterKey } from './master-key.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';

const encrypt = (key: Parameters<typeof createCipheriv>[1]): string =>
  createCipheriv('aes-256-gcm', key, Buffer.alloc(12)).update('text', 'utf8', 'hex');

describe('the master key', () => {
  test('opens the data keys it made, also after a restart, for their object only', () => {
    const directory = temporaryDirectory();
    const { key, wrapped } = MasterKey.open(directory).generate('arn:aws:s3:::bucket/key');
    const again = MasterKey.open(directory);
    expect(encrypt(again.unwrap(wrapped, 'arn:aws:s3:::bucket/key'))).toBe(encrypt(key));
    expect(() => again.unwrap(wrapped, 'arn:aws:s3:::bucket/other')).toThrow('damaged or was sealed with another key');
    expect(() => MasterKey.open(temporaryDirectory()).unwrap(wrapped, 'arn:aws:s3:::bucket/key')).toThrow(
      'another key',
    );
  });

  test('is not made anew beside data, and not used when it was cut', () => {
    const directory = temporaryDirectory();
    MasterKey.open(directory);
    mkdirSync(join(directory, 'buckets'));
    truncateSync(join(directory, 'master.key'), 20);
    expect(() => MasterKey.open(directory)).toThrow('holds 20 bytes instead of 32');
    rmSync(join(directory, 'master.key'));
    expect(() => MasterKey.open(directory)).toThrow('is missing, but there is data beside it');
  });
});
