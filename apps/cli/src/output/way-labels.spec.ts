import { describe, expect, test } from '@jest/globals';
import type { Way } from '@palisade/local-cloud';
import { wayLabels, wayLines, type LabelledPath } from './way-labels.ts';

const account = '111122223333';
const bucket = ['arn:aws:s3:', '', 'docs'].join(':');
const group = ['arn:aws:logs:us-east-1', account, 'log-group:/app'].join(':');
const labelOf = (way: Way): string | undefined => wayLabels(new Map([['name', way]]), account).get('name');

describe('a way is called', () => {
  test.each<[Way, string]>([
    [{}, 'no endpoint'],
    [{ endpoint: 'vpce-1' }, 'vpce-1'],
    [{ endpoint: 'vpce-1', asking: 'another key' }, 'vpce-1 asking for another key'],
    [{ asking: 'AES-256' }, 'no endpoint asking for AES-256'],
    [{ viaService: 's3.us-east-1.amazonaws.com' }, 'via s3'],
    [{ viaService: 's3.us-east-1.amazonaws.com', encryptionContext: { 'aws:s3:arn': bucket } }, 'via s3 for docs'],
    [
      { viaService: 's3.us-east-1.amazonaws.com', encryptionContext: { 'aws:logs:arn': group } },
      'via s3 for logs /app',
    ],
    [{ encryptionContext: { 'aws:logs:arn': group } }, 'for logs /app'],
    [
      {
        viaService: 'dynamodb.*.amazonaws.com',
        encryptionContext: { 'aws:dynamodb:subscriberId': account, 'aws:dynamodb:tableName': 'payments' },
      },
      'via dynamodb for payments',
    ],
  ])('%j: %s', (way, label) => {
    expect(labelOf(way)).toBe(label);
  });

  test('by its whole name, if another one would be called the same', () => {
    const via = (region: string) => [`via s3.${region}`, { viaService: `s3.${region}` }] as const;
    expect([...wayLabels(new Map([via('us-east-1'), via('eu-west-1')]), account).values()]).toEqual([
      'via s3.us-east-1',
      'via s3.eu-west-1',
    ]);
  });
});

describe('ways in lines', () => {
  const path = (label: string, asking: string | null = null): LabelledPath => ({
    name: label,
    label,
    endpoint: asking === null ? null : 'vpce-1',
    asking,
  });
  const vias = ['/a', '/b', '/c', '/d'].map((name) => path(`via logs for ${name}`));
  const all = [path('no endpoint'), ...vias];

  test('are one a line; those that begin alike together', () => {
    expect(wayLines([path('no endpoint'), path('vpce-1')], all)).toEqual(['no endpoint', 'vpce-1']);
    expect(wayLines(vias.slice(0, 2), all)).toEqual(['via logs for', '  /a', '  /b']);
    const asking = ['no encryption', 'AES-256', 'another key'].map((one) => path(`vpce-1 asking for ${one}`, one));
    expect(wayLines(asking.slice(0, 2), all)).toEqual(['vpce-1 asking for no encryption or AES-256']);
    expect(wayLines(asking, [...asking, path('vpce-1')])).toEqual([
      'vpce-1 asking for no encryption, AES-256 or another key',
    ]);
  });

  test('are all, or all but few', () => {
    expect(wayLines(all, all)).toEqual(['all 5 ways asked about']);
    expect(wayLines(all.slice(0, 4), all)).toEqual(['all 5 ways asked about but', '  via logs for /d']);
    expect(wayLines(all.slice(0, 1), all.slice(0, 1))).toEqual(['no endpoint']);
  });
});
