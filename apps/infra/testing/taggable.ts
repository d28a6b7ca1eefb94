import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Whether the provider's own types know tags for a resource type. */
export function isTaggable(type: string): boolean {
  const [, path = ''] = type.split(':');
  const file = join(dirname(createRequire(import.meta.url).resolve('@pulumi/aws')), `${path}.d.ts`);
  return existsSync(file) && readFileSync(file, 'utf8').includes('readonly tagsAll:');
}
