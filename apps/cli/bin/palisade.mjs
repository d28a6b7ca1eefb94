#!/usr/bin/env node
// Node.js 22.18 is the first that strips types without a flag; an older one hands over to the Node.js 24 that `npm ci` put into
// the workspace.
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) {
  module.enableCompileCache(fileURLToPath(new URL('node_modules/.cache/palisade/compile', root)));
  module.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, '@palisade/source'] }),
  });
  const { commandModule } = await import('./bundle.mjs');
  const { url, sources } = await commandModule();
  process.env['PALISADE_SOURCES'] = sources;
  await import(url);
} else {
  const bundled =
    process.platform === 'win32'
      ? new URL(`node_modules/node-win-${process.arch}/bin/node.exe`, root)
      : new URL('node_modules/.bin/node', root);
  if (existsSync(bundled)) {
    const { handOver } = await import('./hand-over.mjs');
    handOver(fileURLToPath(bundled));
  } else {
    console.error(
      `palisade needs Node.js 22.18 or newer; this is ${process.version} and the workspace has no bundled one.`,
    );
    process.exitCode = 1;
  }
}
