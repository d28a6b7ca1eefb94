import { join, relative } from 'node:path';
import * as pulumi from '@pulumi/pulumi';

/**
 * The package of a handler as its build leaves it in `apps/<app>/dist`, named relative to where Pulumi runs the program, so that the
 * state is the same on every machine.
 */
export function bundleOf(app: string): pulumi.asset.FileArchive {
  return new pulumi.asset.FileArchive(relative(process.cwd(), join(import.meta.dirname, '../..', app, 'dist')));
}
