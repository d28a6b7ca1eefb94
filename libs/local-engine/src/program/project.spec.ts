import { describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from '../testing/run-test-program.ts';
import { readProject, readStackConfig } from './project.ts';

function project(files: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

describe('Pulumi.yaml', () => {
  test('says what to run, where and how', () => {
    const directory = project({
      'Pulumi.yaml': `
name: infra
main: src/main.ts
runtime:
  name: nodejs
  options:
    typescript: false
    nodeargs: --conditions=@palisade/source "--title=a b"
`,
      'src/main.ts': '',
    });
    expect(readProject(directory)).toEqual({
      name: 'infra',
      directory,
      workingDirectory: join(directory, 'src'),
      entryPoint: 'main.ts',
      nodeArguments: ['--conditions=@palisade/source', '--title=a b'],
      typescript: false,
      config: {},
      secretKeys: [],
    });
  });

  test('may leave nearly everything out', () => {
    const directory = project({ 'Pulumi.yml': 'name: infra\nruntime: nodejs\n' });
    expect(readProject(directory)).toMatchObject({
      workingDirectory: directory,
      entryPoint: '.',
      typescript: true,
      nodeArguments: [],
    });
    const withDirectory = project({
      'Pulumi.yaml': 'name: infra\nruntime: nodejs\nmain: program\n',
      'program/index.js': '',
    });
    expect(readProject(withDirectory)).toMatchObject({
      workingDirectory: join(withDirectory, 'program'),
      entryPoint: '.',
    });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['is missing', {}, /There is no Pulumi project in .*: Pulumi\.yaml does not exist\./],
    ['has no name', { 'Pulumi.yaml': 'runtime: nodejs' }, /Pulumi\.yaml: name is missing/],
    [
      'is for another language',
      { 'Pulumi.yaml': 'name: a\nruntime: python' },
      /runs nodejs programs only, not runtime python/,
    ],
    ['has no runtime', { 'Pulumi.yaml': 'name: a' }, /runs nodejs programs only, not runtime \(none\)/],
    ['is no YAML', { 'Pulumi.yaml': 'name: [a' }, /Pulumi\.yaml: .*/],
    [
      'names a program that is not there',
      { 'Pulumi.yaml': 'name: a\nruntime: nodejs\nmain: x.ts' },
      /main is x\.ts, which does not exist/,
    ],
    [
      'keeps its stacks elsewhere',
      { 'Pulumi.yaml': 'name: a\nruntime: nodejs\nstackConfigDir: stacks' },
      /stackConfigDir is not supported\. Keep Pulumi\.<stack>\.yaml beside Pulumi\.yaml/,
    ],
    [
      'names a program outside',
      { 'Pulumi.yaml': 'name: a\nruntime: nodejs\nmain: ../x.ts' },
      /main must be inside the project/,
    ],
    [
      'names an absolute program',
      { 'Pulumi.yaml': 'name: a\nruntime: nodejs\nmain: /x.ts' },
      /main must be a relative path/,
    ],
  ])('%s', (_, files, message) => {
    expect(() => readProject(project(files))).toThrow(message);
  });
});

describe('configuration', () => {
  const projectFile = `
name: infra
runtime: nodejs
config:
  aws:region: us-east-1
  size:
    type: integer
    default: 3
  apiKey:
    type: string
    secret: true
  fixed:
    value: always
`;

  test('is the project’s with the stack’s on top, everything as text', () => {
    const directory = project({
      'Pulumi.yaml': projectFile,
      'Pulumi.dev.yaml': `
config:
  aws:region: eu-west-1
  aws:config:profile: old-style
  accountId: 012345678901
  enabled: true
  infra:apiKey: made-up
  palisade:target: local
  tags: { team: records, ports: [1, 2] }
  empty:
`,
    });
    expect(readStackConfig(directory, 'dev')).toEqual({
      config: {
        'aws:region': 'eu-west-1',
        'aws:profile': 'old-style',
        'infra:accountId': '012345678901',
        'infra:enabled': 'true',
        'infra:apiKey': 'made-up',
        'infra:size': '3',
        'infra:fixed': 'always',
        'palisade:target': 'local',
        'infra:tags': '{"team":"records","ports":[1,2]}',
        'infra:empty': '',
      },
      secretKeys: ['infra:apiKey'],
      exists: true,
    });
  });

  test('of a stack without a file is the project’s', () => {
    const directory = project({ 'Pulumi.yaml': projectFile });
    expect(readStackConfig(directory, 'other')).toMatchObject({ exists: false, config: { 'aws:region': 'us-east-1' } });
  });

  test.each<[string, string, RegExp]>([
    [
      'an encrypted value',
      'config:\n  infra:apiKey:\n    secure: AAABAB',
      /Pulumi\.dev\.yaml: the value of infra:apiKey is encrypted \(secure:\).*plain value/,
    ],
    [
      'an encrypted value inside',
      'config:\n  infra:db:\n    password:\n      secure: AAABAB',
      /the value of infra:db is encrypted/,
    ],
    ['an ESC environment', 'environment:\n  - prod', /environment \(Pulumi ESC\) is not supported/],
    ['a naming rule', 'config:\n  pulumi:autonaming:\n    mode: verbatim', /pulumi:autonaming is not supported/],
    ['broken YAML', 'config: [', /Pulumi\.dev\.yaml: /],
  ])('with %s is refused', (_, content, message) => {
    const directory = project({ 'Pulumi.yaml': projectFile, 'Pulumi.dev.yaml': content });
    expect(() => readStackConfig(directory, 'dev')).toThrow(message);
  });
});
