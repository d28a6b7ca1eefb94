import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursors } from './cursor.ts';

const sealing = cursors(Buffer.alloc(32, 1));
const position = fc.record({ documentId: fc.uuid(), sort: fc.string({ unit: 'binary' }) });
const binding = fc.array(fc.string(), { maxLength: 4 });

describe('a cursor', () => {
  test('gives back its position under its binding', () => {
    fc.assert(
      fc.property(position, binding, (at, bound) => {
        const cursor = sealing.seal(at, bound);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        const opened = sealing.open(cursor, bound);
        // JSON keeps no half surrogate pairs apart, and ISO times have none.
        expect(opened?.documentId).toBe(at.documentId);
        if (at.sort.isWellFormed()) expect(opened).toEqual(at);
      }),
    );
  });

  test('is worth nothing under any other binding', () => {
    const part = fc.constantFrom('', 'a', 'aa', '","', 'a","b', '\\');
    const other = fc.tuple(part, part, part);
    fc.assert(
      fc.property(position, other, other, (at, one, two) => {
        const opened = sealing.open(sealing.seal(at, one), two);
        expect(opened !== undefined).toBe(JSON.stringify(one) === JSON.stringify(two));
      }),
    );
  });

  test('cannot be changed in a single bit, cut or lengthened', () => {
    fc.assert(
      fc.property(
        position,
        binding,
        fc.nat(),
        fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128),
        (at, bound, where, bit) => {
          const bytes = Buffer.from(sealing.seal(at, bound), 'base64url');
          const changed = Buffer.from(bytes);
          changed[where % bytes.length] = (changed[where % bytes.length] ?? 0) ^ bit;
          const cut = bytes.subarray(0, where % bytes.length);
          const longer = Buffer.concat([bytes, Buffer.from([bit])]);
          for (const forged of [changed, cut, longer]) {
            expect(sealing.open(forged.toString('base64url'), bound)).toBeUndefined();
          }
        },
      ),
    );
  });

  test('cannot be made up', () => {
    const made = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.stringMatching(/^[A-Za-z0-9_-]{30,200}$/),
    );
    fc.assert(fc.property(made, binding, (forged, bound) => expect(sealing.open(forged, bound)).toBeUndefined()));
  });

  test('of another key is worth nothing', () => {
    const cursor = cursors(randomBytes(32)).seal({ documentId: 'd', sort: 's' }, []);
    expect(sealing.open(cursor, [])).toBeUndefined();
  });

  test('tells nobody what it holds, nor whether it is the one seen before', () => {
    const at = { documentId: 'CANARY', sort: 'CANARY' };
    const [one, other] = [sealing.seal(at, []), sealing.seal(at, [])];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('CANARY');
  });

  test('can be spelt in one way only', () => {
    const cursor = sealing.seal({ documentId: 'd', sort: 's' }, []);
    for (const spelt of [`${cursor}=`, ` ${cursor}`, `${cursor}\n`]) expect(sealing.open(spelt, [])).toBeUndefined();
  });
});
