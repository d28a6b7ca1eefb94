#!/usr/bin/env node
// Node.js 22.18 is the first that strips types without a flag; an older one hands over to the Node.js 24 that `npm ci` put into
// the workspace.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/palisade/compile', import.meta.url)));
  module.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, '@palisade/source'] }),
  });
  const { commandModule } = await import('./bundle.mjs');
  await import(await commandModule());
} else {
  const bundled = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  if (!existsSync(bundled)) {
    console.error(
      `palisade needs Node.js 22.18 or newer; this is ${process.version} and the workspace has no bundled one.`,
    );
    process.exit(1);
  }
  const { status } = spawnSync(bundled, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}
