import { describe, expect, test } from '@jest/globals';
import type { ApiPermission } from '@palisade/shared-types';
import fc from 'fast-check';
import { keyFault } from './key-verdict.ts';

const NOW = 1_800_000_000;
const now = new Date(NOW * 1000);
const permission = (more: Partial<ApiPermission> = {}): ApiPermission => ({
  keyHash: '0'.repeat(64),
  clientId: 'client-1',
  level: 'read-only',
  enabled: true,
  ...more,
});

describe('keyFault', () => {
  test.each<[string, Partial<ApiPermission>]>([
    ['with no end', {}],
    ['until the last second', { expiresAt: NOW + 1 }],
    ['while its revocation is to come', { revokedAt: NOW + 1 }],
  ])('takes a key %s', (_name, more) => expect(keyFault(permission(more), now)).toBeUndefined());

  test.each<[string, Partial<ApiPermission>]>([
    ['disabled-key', { enabled: false }],
    ['expired-key', { expiresAt: NOW }],
    ['revoked-key', { revokedAt: NOW }],
    ['revoked-key', { revokedAt: NOW - 1, enabled: false, expiresAt: NOW - 1 }],
    ['disabled-key', { enabled: false, expiresAt: NOW - 1 }],
  ])('says %s of %j', (fault, more) => expect(keyFault(permission(more), now)).toBe(fault));

  test('says unknown-key of none', () => expect(keyFault(undefined, now)).toBe('unknown-key'));

  test('never takes again what it refused before', () => {
    const time = fc.option(fc.integer({ min: NOW - 100, max: NOW + 100 }), { nil: undefined });
    fc.assert(
      fc.property(time, time, fc.nat(100), fc.nat(100), (expiresAt, revokedAt, sooner, later) => {
        const given = permission({ ...(expiresAt && { expiresAt }), ...(revokedAt && { revokedAt }) });
        const at = (seconds: number) => keyFault(given, new Date((NOW + seconds) * 1000));
        if (at(sooner) !== undefined) expect(at(sooner + later)).toBeDefined();
      }),
    );
  });
});
