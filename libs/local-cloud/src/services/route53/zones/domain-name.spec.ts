import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { domainName, expandName, liesIn, nameProblem, reversed, shownName } from './domain-name.ts';

const label = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,10}$/);
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));

describe('names', () => {
  test('are the same with a dot at the end and in capitals', () => {
    fc.assert(fc.property(name, (text) => expect(domainName(`${text.toUpperCase()}.`)).toBe(text)));
  });

  test('are completed with the name of the zone, once', () => {
    fc.assert(
      fc.property(name, name, (text, zone) => {
        const whole = expandName(text, zone);
        expect(liesIn(whole, zone)).toBe(true);
        expect(expandName(whole, zone)).toBe(whole);
        expect(expandName(`${whole}.`, zone)).toBe(whole);
      }),
    );
    expect(expandName('', 'example.com')).toBe('example.com');
  });

  test('lie in a zone by whole labels', () => {
    fc.assert(fc.property(name, label, (zone, more) => expect(liesIn(`${more}${zone}`, zone)).toBe(false)));
  });

  test('turned round twice are as before', () => {
    fc.assert(fc.property(name, (text) => expect(reversed(reversed(text))).toBe(text)));
  });

  test('that are well-formed have no problem; a wildcard is one where there may be none', () => {
    fc.assert(fc.property(name, (text) => expect(nameProblem(text, { wildcard: false })).toBeUndefined()));
    expect(nameProblem('*.example.com', { wildcard: true })).toBeUndefined();
    expect(nameProblem('*.example.com', { wildcard: false })).toContain('UnsupportedCharacter');
    expect(nameProblem('a.*.example.com', { wildcard: true })).toContain('UnsupportedCharacter');
    expect(nameProblem(`${'a.'.repeat(128)}b`, { wildcard: false })).toContain('DomainNameTooLong');
  });

  test('are shown with their wildcard written in octal', () => {
    expect(shownName('*.example.com')).toBe('\\052.example.com.');
  });
});
