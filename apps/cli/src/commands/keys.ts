import { randomBytes } from 'node:crypto';
import { apiKeyHash, apiKeyOf, CLIENT_ID_PATTERN, isApiKeyLevel, type ApiKeyLevel } from '@palisade/shared-types';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { KeyStore, type IssuedKey } from './key-store.ts';
import type { StackOptions } from './options.ts';
import { stackReport } from './outputs.ts';

export interface CreateKeyOptions extends StackOptions {
  readonly client: string;
  readonly level: string;
  /** Days until the key expires; never, when left out. */
  readonly expires?: string;
}

export interface RevokeKeyOptions extends StackOptions {
  readonly id: string;
}

const DAY_SECONDS = 86_400;
const LONGEST_DAYS = 3650;

/** Issues a key for a client of the document processing platform: shown once, stored as its hash. */
export async function createKey(workspace: Workspace, options: CreateKeyOptions): Promise<void> {
  const { client, level } = options;
  if (!isApiKeyLevel(level)) throw new CliError(`--level must be read-only, read-write or admin, not '${level}'.`);
  if (!new RegExp(CLIENT_ID_PATTERN).test(client)) {
    throw new CliError(`--client must be 1 to 64 letters, digits, dots, hyphens and underscores, not '${client}'.`);
  }
  const expiresAt = expiryOf(options.expires);
  const store = await openKeys(workspace, options);
  const key = apiKeyOf(randomBytes(32));
  const issued = await store.issue(key, {
    keyHash: apiKeyHash(key),
    clientId: client,
    level: level satisfies ApiKeyLevel,
    ...(expiresAt !== undefined && { expiresAt }),
  });
  if (options.json === true) return void console.log(JSON.stringify({ ...shown(issued), key }));
  console.log(
    `${key}\n\nKey ${issued.apiKeyId} of ${client} (${level}). It is shown this once: only its hash is kept.`,
  );
}

/** Lists who holds keys, and in what state they are; never the keys. */
export async function listKeys(workspace: Workspace, options: StackOptions): Promise<void> {
  const keys = await (await openKeys(workspace, options)).list();
  if (options.json === true) return void console.log(JSON.stringify(keys.map(shown), undefined, 2));
  for (const key of keys) {
    const { apiKeyId, clientId, level, state } = shown(key);
    console.log(`${String(apiKeyId).padEnd(12)} ${level.padEnd(11)} ${state.padEnd(28)} ${clientId}`);
  }
}

/** Takes a key back for good. Answers that the authorizer gave before are kept for as long as its cache says. */
export async function revokeKey(workspace: Workspace, options: RevokeKeyOptions): Promise<void> {
  const store = await openKeys(workspace, options);
  const key = (await store.list()).find(({ apiKeyId }) => apiKeyId === options.id);
  if (key === undefined)
    throw new CliError(`${options.stack} has no key ${options.id}. 'palisade keys list' shows them.`);
  await store.revoke(key);
  console.log(`Key ${options.id} of ${key.clientId} is revoked.`);
}

async function openKeys(workspace: Workspace, options: StackOptions): Promise<KeyStore> {
  const { outputs, target } = await stackReport(workspace, options);
  const output = (name: string): string => {
    const value = outputs[name];
    if (typeof value !== 'string') {
      throw new CliError(`${options.stack} has no output ${name}: keys are of stacks of the blueprint 'processing'.`);
    }
    return value;
  };
  return new KeyStore(workspace, {
    target,
    region: output('region'),
    apiId: output('apiId'),
    stageName: output('stageName'),
    table: output('permissionsTableName'),
    plans: {
      'read-only': output('readOnlyUsagePlanId'),
      'read-write': output('readWriteUsagePlanId'),
      admin: output('adminUsagePlanId'),
    },
  });
}

function expiryOf(days: string | undefined): number | undefined {
  if (days === undefined) return undefined;
  const count = Number(days);
  if (!Number.isSafeInteger(count) || count < 1 || count > LONGEST_DAYS) {
    throw new CliError(`--expires must be 1 to ${LONGEST_DAYS} days, not '${days}'.`);
  }
  return Math.floor(Date.now() / 1000) + count * DAY_SECONDS;
}

function shown({ apiKeyId, clientId, createdAt, enabled, expiresAt, level, revokedAt }: IssuedKey) {
  const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
  const now = Date.now() / 1000;
  const state =
    revokedAt !== undefined
      ? `revoked ${day(revokedAt)}`
      : !enabled
        ? 'disabled'
        : expiresAt === undefined
          ? 'good'
          : expiresAt <= now
            ? `expired ${day(expiresAt)}`
            : `good until ${day(expiresAt)}`;
  return { apiKeyId, clientId, level, state, ...(createdAt !== undefined && { createdAt: day(createdAt) }) };
}
