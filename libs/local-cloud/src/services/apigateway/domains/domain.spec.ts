import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Properties, Resource } from '@palisade/local-engine';
import { mappingsOf, routeOf, type Domain } from './domain.ts';

/** A domain with mappings from base paths to `API/STAGE`, or to `API` for any stage. */
function domainWith(mappings: Readonly<Record<string, string>>): Domain {
  const entries = Object.entries(mappings).map(([basePath, target]) => {
    const [restApi = '', stageName] = target.split('/');
    const inputs: Properties = { domainName: 'a.example.com', basePath, restApi, ...(stageName && { stageName }) };
    return { stack: 's', resource: { inputs } as Resource };
  });
  return { mappings: mappingsOf('a.example.com', entries) } as Domain;
}

test.each([
  ['/v1', 'one', 'live', '/'],
  ['/v1/', 'one', 'live', '/'],
  ['/v1/pay/now', 'one', 'live', '/pay/now'],
  ['/v1%2Fpay', 'root', 'live', '/v1%2Fpay'],
  ['/v10/pay', 'root', 'live', '/v10/pay'],
  ['/', 'root', 'live', '/'],
  ['//v1/pay', 'root', 'live', '//v1/pay'],
  ['/any/test/pay', 'any', 'test', '/pay'],
  ['/any/test', 'any', 'test', '/'],
  ['/any', 'any', '', '/'],
])('%s leads to API %s, stage %s, path %s', (rawPath, apiId, stage, path) => {
  const domain = domainWith({ '': 'root/live', v1: 'one/live', any: 'any' });
  expect(routeOf(domain, rawPath)).toEqual({ apiId, stage, path });
});

test.each(['/', '/pay', '/v2/pay', '*', 'http://a.example.com/v1', ''])(
  '%s leads nowhere without a mapping for it',
  (path) => {
    expect(routeOf(domainWith({ v1: 'one/live' }), path)).toBeUndefined();
  },
);

test('(none) is another name of the root', () => {
  expect(routeOf(domainWith({ '(none)': 'root/live' }), '/pay')?.apiId).toBe('root');
});

test('the whole path arrives: nothing is lost or added', () => {
  const part = fc.stringMatching(/^[a-z0-9%._~-]{1,8}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.boolean(), (parts, mapped) => {
      const [first = ''] = parts;
      const rawPath = `/${parts.join('/')}`;
      const route = routeOf(domainWith({ '': 'root/live', ...(mapped && { [first]: 'one/live' }) }), rawPath);
      const rest = parts.length === 1 ? '/' : `/${parts.slice(1).join('/')}`;
      expect(route).toEqual(
        mapped ? { apiId: 'one', stage: 'live', path: rest } : { apiId: 'root', stage: 'live', path: rawPath },
      );
    }),
  );
});
