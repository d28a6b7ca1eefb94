import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as policies from './index.ts';
import { generatedFiles, publicSymbols } from '../tools/api.ts';

const symbols = publicSymbols();
const examples = symbols.flatMap(({ example }) => example).join('\n');
const names = (some: typeof symbols) => some.map(({ name }) => name);

describe('every public symbol', () => {
  test('is found by the documentation, and nothing else is', () => {
    const values = symbols.filter(({ kind }) => kind !== 'interface' && kind !== 'type');
    expect(names(values).sort()).toEqual(Object.keys(policies).sort());
    expect(new Set(names(symbols)).size).toBe(symbols.length);
  });

  test('says what it is', () => {
    expect(names(symbols.filter(({ text }) => !/^\S.*[.?:)]$/.test(text)))).toEqual([]);
  });

  test('has an example, of its own or, for a type, of somebody who uses it', () => {
    const without = symbols.filter(({ name, kind, example }) => {
      if (example.length > 0) return false;
      return (kind !== 'interface' && kind !== 'type') || !new RegExp(`: (readonly )?${name}\\b`).test(examples);
    });
    expect(names(without)).toEqual([]);
  });
});

test('API.md and examples/api.spec.ts are what tools/api.ts makes of the comments', async () => {
  for (const [file, text] of Object.entries(await generatedFiles()))
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toBe(text);
});
