import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

/** Inside the workspace, so that what stays unbundled resolves to its node_modules. */
const outdir = join(root, 'test-output/bench');

const common = { bundle: true, platform: 'node', target: 'node24', logLevel: 'error' } satisfies BuildOptions;

/** The deployed package and what it is compared with, as paths of files that export `handler`. */
export interface Variants {
  built: string;
  /** A: raw handler and client-s3, minified ES module, ES sources first. */
  raw: string;
  /** D: our handler with every package left in node_modules. */
  unbundled: string;
}

export async function buildReferences(): Promise<Variants> {
  const raw = join(outdir, 'raw.mjs');
  await build({
    ...common,
    entryPoints: [join(import.meta.dirname, 'raw-handler.js')],
    outfile: raw,
    format: 'esm',
    minify: true,
    mainFields: ['module', 'main'],
  });
  const unbundled = join(outdir, 'unbundled.mjs');
  await build({
    ...common,
    entryPoints: [join(root, 'apps/document-handler/src/handler.ts')],
    outfile: unbundled,
    format: 'esm',
    packages: 'external',
    alias: {
      '@palisade/lambda-kit': join(root, 'libs/lambda-kit/src/index.ts'),
      '@palisade/shared-types': join(root, 'libs/shared-types/src/index.ts'),
    },
  });
  return { built: join(root, 'apps/document-handler/dist/index.js'), raw, unbundled };
}
