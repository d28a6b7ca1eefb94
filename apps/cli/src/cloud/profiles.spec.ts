import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStateStore } from '@palisade/local-engine';
import type { Graph, StateStore } from '@palisade/local-engine';
import { temporaryDirectory } from '../testing/command.ts';
import { findWorkspace } from '../workspace.ts';
import type { Workspace } from '../workspace.ts';
import { awsConfigFile, profileRoles, refreshProfiles } from './profiles.ts';

const role = (name: string): string => ['arn:aws:iam:', '111122223333', `role/${name}`].join(':');

const graph = (stack: string, outputs: Graph['outputs']): Graph => ({
  organization: 'organization',
  project: 'specs',
  stack,
  seed: 'seed',
  resources: [],
  outputs,
  secretOutputs: [],
});

let workspace: Workspace;
let store: StateStore;
beforeEach(() => {
  const home = join(temporaryDirectory(), 'a home');
  mkdirSync(home);
  workspace = findWorkspace({ PALISADE_HOME: home, PALISADE_PORT: '4321' });
  store = openStateStore(join(home, 'state'));
});

/** Sections of the written file by profile. */
function profiles(): Record<string, Record<string, string>> {
  const sections = readFileSync(awsConfigFile(workspace), 'utf8').split(/^\[profile (.+)\]$/m);
  const result: Record<string, Record<string, string>> = {};
  for (let at = 1; at < sections.length; at += 2) {
    const lines = (sections[at + 1] ?? '').trim().split('\n');
    result[sections[at] ?? ''] = Object.fromEntries(
      lines.map((line) => {
        const [name = '', ...value] = line.split(' = ');
        return [name, value.join(' = ')];
      }),
    );
  }
  return result;
}

test('a stack offers the roles that its outputs name', () => {
  expect(profileRoles(graph('dev', { clientRoleArn: role('c'), auditorRoleArn: 7, other: role('x') }))).toEqual({
    client: role('c'),
  });
});

describe('the written profiles', () => {
  test('are the deployer and the roles of every stack; short names are those of the stack brought up last', () => {
    store.write(graph('old', { region: 'eu-west-1', clientRoleArn: role('old') }));
    refreshProfiles(workspace, store, graph('new', { region: 'eu-central-1', clientRoleArn: role('new') }));
    const written = profiles();
    expect(Object.keys(written)).toEqual(['deployer', 'old-client', 'new-client', 'client']);
    expect(written['deployer']).toEqual({ region: 'eu-central-1', ca_bundle: join(workspace.home, 'ca.pem') });
    expect(written['old-client']).toMatchObject({ region: 'eu-west-1' });
    expect(written['client']?.['credential_process']).toMatch(
      new RegExp(`^/.* /.*palisade\\.mjs credentials --home '${workspace.home}' --role ${role('new')}$`),
    );
  });

  test('keep a short name that the stack brought up last has no role for', () => {
    store.write(graph('documents', { clientRoleArn: role('client') }));
    refreshProfiles(workspace, store, graph('audit', { auditorRoleArn: role('audit') }));
    expect(Object.keys(profiles())).toEqual(['deployer', 'documents-client', 'audit-auditor', 'client', 'auditor']);
    expect(profiles()['client']?.['credential_process']).toContain(role('client'));
  });

  test("take an auditor's role with the second factor it asks for", () => {
    const auditor = (auditorMfa: string): Graph => graph('audit', { auditorRoleArn: role('audit'), auditorMfa });
    refreshProfiles(workspace, store, auditor('required'));
    expect(profiles()['audit-auditor']?.['credential_process']).toMatch(/ --mfa --role \S+$/);
    refreshProfiles(workspace, store, auditor('off'));
    expect(profiles()['audit-auditor']?.['credential_process']).not.toContain('--mfa');
  });

  test('are for their owner only, and nothing is left beside them', () => {
    refreshProfiles(workspace, store);
    expect(Object.keys(profiles())).toEqual(['deployer']);
    expect(statSync(awsConfigFile(workspace)).mode & 0o077).toBe(0);
    expect(readdirSync(join(workspace.home, 'aws'))).toEqual(['config']);
  });

  describe('when another stack is damaged', () => {
    const error = jest.spyOn(console, 'error');
    beforeEach(() => void error.mockImplementation(() => undefined));
    afterEach(() => void error.mockReset());

    test('leave it out and name it', () => {
      store.write(graph('broken', { clientRoleArn: role('broken') }));
      writeFileSync(join(workspace.home, 'state/broken.json'), '{');
      refreshProfiles(workspace, store, graph('new', { clientRoleArn: role('new') }));
      expect(Object.keys(profiles())).toEqual(['deployer', 'new-client', 'client']);
      expect(error.mock.calls.flat().join()).toContain('state/broken.json cannot be used');
    });
  });
});
