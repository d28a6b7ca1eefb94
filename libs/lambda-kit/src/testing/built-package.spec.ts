import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildPackage } from './built-package.ts';

/** Writes these files, each time the ones of its turn. */
function building(...turns: Record<string, string>[]) {
  return buildPackage('spec', async ({ outdir }) => {
    await mkdir(outdir);
    for (const [name, text] of Object.entries(turns.shift() ?? {})) await writeFile(join(outdir, name), text);
  });
}

test.each<[string, Record<string, string>, string[]]>([
  ['nothing', { 'index.js': '1', 'bundle.js': '2' }, []],
  ['other bytes', { 'index.js': '1', 'bundle.js': '3' }, ['bundle.js']],
  ['a file too few', { 'index.js': '1' }, ['bundle.js']],
  ['a file too many', { 'index.js': '1', 'bundle.js': '2', 'x.js': '' }, ['x.js']],
])('a rebuild that changes %s', async (_, again, changed) => {
  const built = await building({ 'index.js': '1', 'bundle.js': '2' }, again);
  expect(await built.changedByRebuild()).toEqual(changed);
  await built.remove();
});
