import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MANAGED_IP_LISTS, ManagedIpListError, managedIpSetArn, readManagedIpSets } from './ip-lists.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ip-lists-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

const bring = (text: string): void => writeFileSync(join(directory, 'AnonymousIPList.txt'), text);
const anonymous = (): readonly string[] | undefined =>
  readManagedIpSets(directory).get(managedIpSetArn('AnonymousIPList'));

test('all lists are there, and empty without files', () => {
  const sets = readManagedIpSets(directory);
  expect([...sets.keys()]).toEqual(MANAGED_IP_LISTS.map(managedIpSetArn));
  expect([...sets.values()].flat()).toEqual([]);
});

test('a file has addresses, ranges and comments', () => {
  bring('# exits\n192.0.2.7\n198.51.100.0/24 # a proxy\n\n2001:db8::/32\n2001:db8::1\r\n');
  expect(anonymous()).toEqual(['192.0.2.7/32', '198.51.100.0/24', '2001:db8::/32', '2001:db8::1/128']);
});

test.each(['example.com', '192.0.2.0/33', '2001:db8::/129', '192.0.2.0/', '192.0.2.0/24/8', '192.0.2'])(
  'a line %j is refused with its place',
  (line) => {
    bring(`192.0.2.7\n${line}\n`);
    expect(anonymous).toThrow(ManagedIpListError);
    expect(anonymous).toThrow(`AnonymousIPList.txt:2: '${line}'`);
  },
);
