import { expect, test } from '@jest/globals';
import { requestTarget } from './request-target.ts';

const host = ['Host', 'api.example.test'];

test.each<[string, string, readonly string[], string | undefined]>([
  ['a path', '/a?b', host, '/a?b'],
  ['a path without a Host header', '/a', [], '/a'],
  ['two Host headers', '/a', [...host, 'User-Agent', 'x', 'host', 'other.example.test'], undefined],
  ['the same Host header twice', '/a', [...host, ...host], undefined],
  ['an absolute target', 'https://api.example.test/a?b=https://c/d', host, '/a?b=https://c/d'],
  ['an absolute target in capitals', 'HTTPS://API.example.test', host, '/'],
  ['an absolute target without a path', 'https://api.example.test?a', host, '/?a'],
  ['an absolute target with a port', 'https://api.example.test:443/a', ['host', 'api.example.test:443'], '/a'],
  ['an absolute target for another host', 'https://other.example.test/a', host, undefined],
  ['an absolute target with a user', 'https://x@api.example.test/a', host, undefined],
  ['an absolute target without a Host header', 'https://api.example.test/a', [], undefined],
  ['the server as a whole', '*', host, '*'],
])('%s', (_, url, rawHeaders, target) => {
  expect(requestTarget(url, rawHeaders)).toBe(target);
});
