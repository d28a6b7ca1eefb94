import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('every code block of the README is a file that compiles and is tested', () => {
  const readme = read('README.md');
  const blocks = [...readme.matchAll(/<!-- (\S+) -->\n\n```ts\n([^]*?)```/g)];
  expect(blocks.map(([, file]) => file)).toEqual([
    'examples/uploads.ts',
    'examples/uploads.spec.ts',
    'examples/system.spec.ts',
  ]);
  expect(readme.match(/```ts/g)).toHaveLength(blocks.length);
  for (const [, file, code] of blocks) expect(code).toBe(read(file as string).replace(/^\/\/ eslint-.*\n/gm, ''));
});
