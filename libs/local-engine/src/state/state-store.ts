import { isMissing, messageOf } from '../errors.ts';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph, Resource } from '../graph.ts';
import type { Wire } from '../protocol/signatures.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { createFile, replaceFile, syncDirectory } from './durable-file.ts';
import { decrypt, encrypt } from './encryption.ts';
import type { SecretCodec } from './secret-values.ts';
import { lockStack } from './stack-lock.ts';
import type { StackLock } from './stack-lock.ts';

/** The deployed stacks of one local cloud, a file each. Everything is synchronous: the files are small and each must be whole. */
export interface StateStore {
  /** The graph last deployed, or undefined. Throws `StateFileError` when the file is there but cannot be used. */
  read(stack: string): Graph | undefined;
  /** Durable when it returns; the previous content stays beside it as `.bak`. */
  write(graph: Graph): void;
  /** Forgets the stack, its backup included. */
  remove(stack: string): void;
  /** Names of all stacks, sorted. */
  list(): readonly string[];
  /** Throws `StackLockedError` while another process works on the stack. */
  lock(stack: string): StackLock;
  /** What stacks have left in the account (`retainOnDelete`). Throws `StateFileError` when the file cannot be used. */
  readRetained(): readonly Resource[];
  /** Durable when it returns; the previous content stays beside it as `.bak`. */
  writeRetained(resources: readonly Resource[]): void;
}

/** A state file that exists but cannot be used. It is never taken for an empty stack. */
export class StateFileError extends Error {
  readonly file: string;
  constructor(file: string, reason: string, wayOut: string) {
    super(`The state file ${file} cannot be used: ${reason}. ${wayOut}`);
    this.name = 'StateFileError';
    this.file = file;
  }
}

const keyLength = 32;

/** What is left in the account is no stack's, but its file has the form of one. */
const ofNobody = {
  organization: 'organization',
  project: 'account',
  stack: 'account',
  seed: '',
  outputs: {},
  secretOutputs: [],
} satisfies Omit<Graph, 'resources'>;

/** `now` is the time written into the files. */
export function openStateStore(directory: string, now: () => Date = () => new Date()): StateStore {
  const codec = createCodec(join(directory, 'secrets.key'));
  const fileOf = (stack: string): string => {
    // Pulumi's own rule for stack names; it also keeps every name inside the directory.
    if (!/^[A-Za-z0-9_.-]{1,100}$/.test(stack) || /^\.+$/.test(stack)) {
      throw new Error(
        `"${stack}" is no stack name: only letters, digits, hyphens, underscores and periods are allowed.`,
      );
    }
    return join(directory, `${stack}.json`);
  };
  // Beside the stacks' directory: it is no stack, and outlives them all.
  const account = join(directory, '..', 'account');
  const retainedFile = join(account, 'retained.json');
  const prepare = (): void => void mkdirSync(directory, { recursive: true, mode: 0o700 });
  return {
    read: (stack) => readState(fileOf(stack), codec),
    write: (graph) => {
      const file = fileOf(graph.stack);
      prepare();
      const text = JSON.stringify(writeCheckpoint(graph, now().toISOString(), codec), undefined, 2);
      replaceFile(file, `${text}\n`, `${file}.bak`);
    },
    remove: (stack) => {
      const file = fileOf(stack);
      // The backup first: a backup without its file means damage, not a stack that was removed.
      rmSync(`${file}.bak`, { force: true });
      rmSync(file, { force: true });
      if (existsSync(directory)) syncDirectory(directory);
    },
    list: () => listStacks(directory),
    readRetained: () => readState(retainedFile, codec)?.resources ?? [],
    writeRetained: (resources) => {
      mkdirSync(account, { recursive: true, mode: 0o700 });
      const graph = { ...ofNobody, resources };
      const text = JSON.stringify(writeCheckpoint(graph, now().toISOString(), codec), undefined, 2);
      replaceFile(retainedFile, `${text}\n`, `${retainedFile}.bak`);
    },
    lock: (stack) => {
      const file = fileOf(stack);
      prepare();
      return lockStack(file.replace(/\.json$/, '.lock'), stack);
    },
  };
}

function readState(file: string, codec: SecretCodec): Graph | undefined {
  const backup = `${file}.bak`;
  const wayOut = existsSync(backup)
    ? `The state before the last deployment is in ${backup}: copy it to ${file} and run up again.`
    : `Remove it and run up again to start with an empty stack.`;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw new StateFileError(file, String(error), wayOut);
    if (existsSync(backup)) throw new StateFileError(file, 'it is missing, but its backup is there', wayOut);
    return undefined;
  }
  try {
    return readCheckpoint(JSON.parse(text) as Wire, codec);
  } catch (error) {
    throw new StateFileError(file, messageOf(error), wayOut);
  }
}

function listStacks(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The key lies beside the state, readable by its owner only: it keeps secrets out of backups and diffs, not from the owner. */
function createCodec(keyFile: string): SecretCodec {
  let key: Buffer | undefined;
  const read = (): Buffer | undefined => {
    try {
      const bytes = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64');
      if (bytes.byteLength !== keyLength) throw new Error(`the key file ${keyFile} is damaged`);
      return bytes;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    encrypt: (plaintext, path) => {
      key ??= read();
      if (key === undefined) {
        // Two processes may get here for two stacks: the file made first counts.
        createFile(keyFile, `${randomBytes(keyLength).toString('base64')}\n`);
        key = read() ?? Buffer.alloc(0);
      }
      return encrypt(key, plaintext, path);
    },
    decrypt: (ciphertext, path) => {
      key ??= read();
      if (key === undefined) throw new Error(`its secrets need the key file ${keyFile}, which is missing`);
      try {
        return decrypt(key, ciphertext, path);
      } catch {
        throw new Error(`the secret ${path} does not open with the key file ${keyFile}`);
      }
    },
  };
}
