import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;

test('the package stands alone: no dependency, no Node module, no file of the repository', () => {
  expect(Object.keys(manifest).filter((key) => /dependencies$/i.test(key))).toEqual([]);
  const sources = globSync('src/**/*.ts', { cwd: root }).filter((file) => !/\.spec\.ts$|\/testing\//.test(file));
  expect(sources.length).toBeGreaterThan(100);
  const imports = sources.flatMap((file) =>
    [...read(file).matchAll(/^(?:import|export) [^;]*? from '([^']+)';/gm)].map(([, from]) => from as string),
  );
  expect(imports.filter((from) => !/^\.\.?\//.test(from))).toEqual([]);
});

test('the package carries its licence, its documentation and what its exports name', () => {
  expect(manifest['license']).toBe('Apache-2.0');
  expect(read('LICENSE')).toContain('Apache License');
  expect(manifest['files']).toEqual(['dist', '!dist/**/*.map', '!dist/**/*.tsbuildinfo', 'API.md', 'LINT.md']);
  expect(manifest['exports']).toMatchObject({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } });
  for (const link of read('README.md').matchAll(/\]\(([^):]+)\)/g)) expect(read(link[1] as string)).not.toBe('');
});
