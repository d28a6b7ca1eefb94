import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from './cloud.ts';
import { STACK } from './payments-cloud.ts';

const apps = join(import.meta.dirname, '../../..');

/**
 * The program of the repository with a stack file of its own, which is not for anybody else: the local payments stack's with more
 * lines. Returns the words that name the stack to a command.
 */
export function stackBeside({ home }: Cloud, stack: string, more: string): readonly string[] {
  const directory = join(home, 'beside', stack);
  const program = join(directory, 'infra');
  mkdirSync(program, { recursive: true });
  for (const name of ['Pulumi.yaml', 'package.json']) cpSync(join(apps, 'infra', name), join(program, name));
  symlinkSync(join(apps, 'infra/src'), join(program, 'src'));
  symlinkSync(join(apps, '../node_modules'), join(program, 'node_modules'));
  // Where the program looks for the function's code.
  symlinkSync(join(apps, 'payment-handler'), join(directory, 'payment-handler'));
  const words = ['--cwd', program, '--stack', stack];
  writeStackFile(words, more);
  return words;
}

/** Replaces the lines that a stack file has beside the local payments stack's. */
export function writeStackFile([, program = '', , stack = '']: readonly string[], more: string): void {
  const text = readFileSync(join(apps, `infra/Pulumi.${STACK}.yaml`), 'utf8');
  writeFileSync(join(program, `Pulumi.${stack}.yaml`), `${text.trimEnd()}\n${more}`);
}
