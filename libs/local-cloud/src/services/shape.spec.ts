import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { services } from '../kernel/registry.ts';

const folder = (service: string): URL => new URL(`./${service}/`, import.meta.url);

/** What the modules of a subfolder export, by `file: export`. */
async function exportsOf(service: string, subfolder: string): Promise<ReadonlyMap<string, unknown>> {
  const directory = new URL(`${subfolder}/`, folder(service));
  if (!existsSync(directory)) return new Map();
  const found = new Map<string, unknown>();
  for (const file of readdirSync(directory).filter((name) => /(?<!\.spec)\.ts$/.test(name))) {
    const module = (await import(new URL(file, directory).href)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(module)) found.set(`${file}: ${name}`, value);
  }
  return found;
}

/** Exports that have these members and stand in no list. */
async function forgotten(
  service: string,
  subfolder: string,
  members: readonly string[],
  list: readonly unknown[],
): Promise<readonly string[]> {
  const has = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && members.every((member) => member in value);
  return [...(await exportsOf(service, subfolder))]
    .filter(([, value]) => has(value) && !list.includes(value))
    .map(([name]) => name);
}

test('every folder is a registered service', () => {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(services.map(({ name }) => name).sort());
});

describe.each(services)('$name', (service) => {
  test.each([
    'index.ts',
    'state.ts',
    'errors.ts',
    'README.md',
    'resources/index.ts',
    'operations/index.ts',
    'operations/declared-only.ts',
  ])('has %s', (file) => {
    expect(existsSync(new URL(file, folder(service.name)))).toBe(true);
  });

  test('lists every operation, resource model and function it has', async () => {
    expect(await forgotten(service.name, 'operations', ['name', 'prepare'], service.operations)).toEqual([]);
    expect(await forgotten(service.name, 'resources', ['token', 'outputs'], service.resources)).toEqual([]);
    expect(await forgotten(service.name, 'functions', ['token', 'invoke'], service.functions ?? [])).toEqual([]);
  });

  test('names each operation once, whether it is there or declared only', () => {
    const names = [...service.operations, ...service.declaredOnly].map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('tells in its README what is supported, refused and approximated', () => {
    const readme = readFileSync(new URL('README.md', folder(service.name)), 'utf8');
    for (const heading of ['Supported', 'Refused by name', 'Approximated'])
      expect(readme).toContain(`\n## ${heading}\n`);
    expect(service.operations.map(({ name }) => name).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
