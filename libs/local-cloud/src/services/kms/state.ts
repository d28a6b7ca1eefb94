import { randomFillSync } from 'node:crypto';
import { kmsKeyArn, parseArn, type CompiledPolicy, type ContextValue } from '@palisade/policies';
import { denial } from '../../gateway/denial.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Host } from '../../kernel/host.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { iam } from '../iam/index.ts';
import { openBlob, readBlob, writeBlob, type Material } from './cryptography/ciphertext-blob.ts';
import {
  aliasKey,
  declaredKeys,
  type DeclaredAlias,
  type DeclaredGrant,
  type DeclaredKey,
  type DeclaredKeys,
} from './declared-keys.ts';
import { defaultKeyPolicy } from './default-key-policy.ts';
import { CiphertextOfAnotherKey, IncorrectKey, InvalidCiphertext, NotFound } from './errors.ts';
import { drop, follow } from './follow.ts';
import type { Grant } from './grant.ts';
import { strangerProblems } from './key-policy-check.ts';
import { checkUsable, keyState, makeKey, type Key } from './key.ts';
import { notFound, readKeyReference } from './key-reference.ts';
import { recordOfUse } from './record-of-use.ts';
import { nextRotation } from './rotation.ts';
import { StackKeys } from './storage/stack-keys.ts';
import type { StoredKey } from './storage/stored-key.ts';
import { usageContext } from './usage-context.ts';
import type { GeneratedDataKey, UseOfKey } from './use-of-key.ts';

const DATA_KEY_BYTES = 32;
const RETRY_INTERVAL = 60 * 60 * 1000;

/** A key and the alias it was found by. */
export interface FoundKey {
  readonly key: Key;
  /** `alias/…`, when the request named the key so. */
  readonly alias?: string;
}

/**
 * Keys of all stacks. The graph says which there are, who may use them and how they rotate; their material, their running state and
 * their grants are data.
 */
export class KmsState implements ServiceState {
  readonly host: Host;
  readonly #stacks = new Map<string, StackKeys>();
  readonly #keys = new Map<string, Key>();
  #declared: DeclaredKeys = { keys: new Map(), aliases: new Map() };
  #generation = 0;
  #cancelTimer: (() => void) | undefined;
  #runningDue = false;
  #closed = false;

  constructor(host: Host) {
    this.host = host;
  }

  /** Rises whenever the state, the policy or the grants of a key change, or a role: so long an answer may be remembered. */
  get generation(): number {
    return this.#generation;
  }

  interpret(view: CloudView): () => Promise<void> {
    const declared = declaredKeys(view);
    const stacks = new Set(view.stacks.keys());
    // Opening files may fail, switching over must not. A store without keys changes nothing if the apply goes no further.
    const withKeys = new Set([...declared.keys.values()].map(({ stack }) => stack));
    for (const stack of stacks) {
      if (this.#stacks.has(stack) || !(withKeys.has(stack) || StackKeys.exist(this.host, stack))) continue;
      this.#stacks.set(stack, new StackKeys(this.host, stack));
    }
    const problems = strangerProblems(view, this.host, (key) => {
      const before = this.#declared.keys.get(key.id);
      return before === undefined ? this.stored(key) === undefined : before.policy !== key.policy;
    });
    if (problems.length > 0) throw new ApplyError(problems);
    return () => this.#switchOver(stacks, declared);
  }

  /** The key policy with the grants in force; undefined for a key that does not exist, which lets nobody in. */
  resourcePolicy(arn: string): CompiledPolicy | undefined {
    const key = this.#keys.get(arn.slice(arn.lastIndexOf('/') + 1));
    return key?.arn === arn ? key.policy : undefined;
  }

  /** Finds a key by id, ARN, alias or alias ARN. Throws NotFoundException. */
  find(region: string, keyId: string): FoundKey {
    const { accountId, partition } = this.host;
    const reference = readKeyReference(keyId, { region, accountId });
    const id =
      reference.kind === 'key' ? reference.id : this.#declared.aliases.get(aliasKey(region, reference.name))?.keyId;
    const key = id === undefined ? undefined : this.#keys.get(id);
    if (key?.region !== region) throw notFound(reference, { partition, region, account: accountId });
    return { key, ...(reference.kind === 'alias' && { alias: reference.name }) };
  }

  /** Finds a key by id or ARN, for operations that take no alias. Throws NotFoundException. */
  findKey(region: string, keyId: string): Key {
    const { alias, key } = this.find(region, keyId);
    if (alias !== undefined) throw new NotFound(`Invalid keyId '${keyId}'`);
    return key;
  }

  /** The key that made a blob, if it is a key of this region. */
  keyOfBlob(region: string, keyId: string): Key | undefined {
    const key = this.#keys.get(keyId);
    return key?.region === region ? key : undefined;
  }

  keys(region: string): readonly Key[] {
    return [...this.#keys.values()].filter((key) => key.region === region);
  }

  aliases(region: string): readonly DeclaredAlias[] {
    return [...this.#declared.aliases.values()].filter((alias) => alias.region === region);
  }

  /** A fresh data key. Throws AWS's errors: AccessDenied, Disabled, KMSInvalidState, NotFound. */
  generateDataKey(use: UseOfKey): GeneratedDataKey {
    const key = this.authorised('kms:GenerateDataKey', use);
    const plaintext = randomFillSync(Buffer.allocUnsafeSlow(DATA_KEY_BYTES));
    return { keyArn: key.arn, plaintext, ciphertext: writeBlob(this.material(key), plaintext, use.context) };
  }

  /** Encrypts with the key itself. Throws AWS's errors. */
  encrypt(use: UseOfKey, plaintext: Buffer): Buffer {
    return writeBlob(this.material(this.authorised('kms:Encrypt', use)), plaintext, use.context);
  }

  /** Opens what `generateDataKey` or `encrypt` made with the same key and context. Throws AWS's errors. */
  decrypt(use: UseOfKey, ciphertext: Buffer): Buffer {
    const key = this.authorised('kms:Decrypt', use);
    return this.open(key, ciphertext, use.context);
  }

  /** The key of a use that somebody may make. Throws AWS's errors: AccessDenied, Disabled, KMSInvalidState, NotFound. */
  authorised(action: string, use: UseOfKey, more: Readonly<Record<string, ContextValue>> = {}): Key {
    const { activity } = this.host;
    try {
      const key = this.#authorised(action, use, more);
      if (activity.observed) activity.service(recordOfUse(action, use, key.arn));
      return key;
    } catch (error) {
      if (activity.observed && error instanceof AwsError) activity.service(recordOfUse(action, use, use.keyId, error));
      throw error;
    }
  }

  #authorised(action: string, use: UseOfKey, more: Readonly<Record<string, ContextValue>>): Key {
    const { alias, key } = this.find(use.region, use.keyId);
    const context = { ...usageContext(use, key.context, alias), ...more };
    const permission = { action, resource: key.arn, context };
    const { principal, region } = use;
    const decision = this.host.authorise({ principal, region, permission });
    if (decision.verdict !== 'Allowed') throw denial('json-1.1', principal, permission, decision);
    checkUsable(key);
    return key;
  }

  /** Opens a blob without asking who may. Throws InvalidCiphertext, IncorrectKey. */
  open(key: Key, ciphertext: Buffer, context: UseOfKey['context']): Buffer {
    const blob = readBlob(ciphertext);
    if (blob === undefined) throw new InvalidCiphertext();
    if (blob.keyId !== key.id) {
      throw this.keyOfBlob(key.region, blob.keyId) === undefined ? new CiphertextOfAnotherKey() : new IncorrectKey();
    }
    const material = key.keys.material(key.id, blob.materialId);
    const plaintext = material && openBlob(blob, material, context);
    if (plaintext === undefined) throw new InvalidCiphertext();
    return plaintext;
  }

  /** What a key encrypts with now. */
  material(key: Key): Material {
    const material = key.keys.material(key.id);
    if (material === undefined) throw new Error(`Key ${key.arn} has no material.`);
    return material;
  }

  /** What is stored of a declared key; undefined before it is deployed. */
  stored({ id, stack }: Pick<DeclaredKey, 'id' | 'stack'>): StoredKey | undefined {
    return this.#stacks.get(stack)?.get(id);
  }

  /** Stores what `change` makes of a key and puts it in force. Rejects with what `change` throws, or KMSInternalException. */
  async change({ id, keys }: Key, change: (key: Key) => StoredKey): Promise<void> {
    await keys.change(id, () => {
      const key = this.#keys.get(id);
      if (key === undefined) throw new Error(`Key ${id} went while it was changed.`);
      return change(key);
    });
    this.#refresh(id);
    this.#arm();
  }

  /** A grant as it is stored: made now, for the role that has that name now. */
  newGrant(grant: DeclaredGrant, issuedBy: string): Grant {
    const granteeId = this.host.state(iam).role(grant.grantee)?.uniqueId;
    return { ...grant, ...(granteeId !== undefined && { granteeId }), createdAt: this.host.clock.now(), issuedBy };
  }

  /** Whether an ARN names somebody: of this account only who is there, of others nobody knows. */
  isPrincipal(arn: string): boolean {
    const { account, resource = '' } = parseArn(arn) ?? {};
    const roles = this.host.state(iam);
    if (account !== this.host.accountId || resource === 'root' || resource.startsWith('assumed-role/')) return true;
    return roles.role(arn) !== undefined || arn === roles.deployerArn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer?.();
    for (const keys of this.#stacks.values()) await keys.close();
  }

  async #switchOver(stacks: ReadonlySet<string>, declared: DeclaredKeys): Promise<void> {
    const before = this.#declared;
    this.#declared = declared;
    for (const keys of [...this.#stacks.values()]) {
      if (stacks.has(keys.stack)) continue;
      for (const { id } of keys.keys()) this.#keys.delete(id);
      this.#stacks.delete(keys.stack);
      await keys.close();
    }
    const now = this.host.clock.now();
    for (const key of declared.keys.values()) {
      const keys = this.#stacks.get(key.stack) as StackKeys;
      await keys.change(key.id, (stored) =>
        follow(stored, key, {
          now,
          makeMaterial: () => keys.makeMaterial(key.id, now),
          makeGrant: (grant) => ({ ...this.newGrant(grant, this.host.state(iam).deployerArn), byProgram: true }),
        }),
      );
    }
    for (const keys of this.#stacks.values()) {
      for (const stored of [...keys.keys()]) {
        if (declared.keys.has(stored.id)) continue;
        if (stored.gone) await keys.forget(stored.id);
        else await keys.change(stored.id, (each = stored) => drop(each, this.#seen(each, before), now));
      }
      for (const { id } of keys.keys()) this.#refresh(id, keys);
    }
    this.#generation++;
    this.#arm();
  }

  #seen(stored: StoredKey, { keys }: DeclaredKeys): Parameters<typeof drop>[1] {
    const { accountId: account, partition } = this.host;
    const seen = keys.get(stored.id);
    return {
      last: {
        policy: seen?.policy ?? defaultKeyPolicy({ partition, account }),
        description: seen?.description ?? '',
        tags: seen?.tags ?? {},
      },
      windowInDays: seen?.deletionWindowInDays ?? 30,
    };
  }

  /** Reads a key anew from what is stored and declared. */
  #refresh(id: string, keys: StackKeys | undefined = this.#keys.get(id)?.keys): void {
    this.#generation++;
    const stored = keys?.get(id);
    if (keys === undefined || stored === undefined || stored.gone) {
      this.#keys.delete(id);
      return;
    }
    const { accountId: account, partition } = this.host;
    const roles = this.host.state(iam);
    this.#keys.set(
      id,
      makeKey({
        arn: kmsKeyArn({ partition, region: stored.region, account, id }),
        keys,
        stored,
        declared: this.#declared.keys.get(id),
        inForce: ({ grantee, granteeId }) => granteeId === undefined || roles.role(grantee)?.uniqueId === granteeId,
      }),
    );
  }

  /** Waits for the next moment at which a key rotates or goes. */
  #arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const next = Math.min(...[...this.#keys.values()].map((key) => dueAt(key) ?? Infinity));
    if (next === Infinity || this.#closed) return;
    if (next <= this.host.clock.now()) void this.#runDue();
    else this.#cancelTimer = this.host.scheduler.at(next, () => this.#runDue());
  }

  async #runDue(): Promise<void> {
    if (this.#runningDue || this.#closed) return;
    this.#runningDue = true;
    try {
      const now = this.host.clock.now();
      const due = [...this.#keys.values()].filter((key) => (dueAt(key) ?? Infinity) <= now);
      await Promise.all(due.map((key) => (key.stored.deletion === undefined ? this.#rotate(key) : this.#erase(key))));
    } catch (error) {
      this.host.log(`kms: a key was not rotated or not erased from disk: ${(error as Error).message}`);
      this.#cancelTimer = this.host.scheduler.at(this.host.clock.now() + RETRY_INTERVAL, () => this.#runDue());
      return;
    } finally {
      this.#runningDue = false;
    }
    this.#arm();
  }

  async #rotate({ id, keys }: Key): Promise<void> {
    await keys.change(id, () => {
      const { stored } = this.#keys.get(id) as Key;
      const at = nextRotation(stored) as number;
      return { ...stored, materials: [...stored.materials, keys.makeMaterial(id, at, 'AUTOMATIC')] };
    });
    this.#refresh(id);
  }

  async #erase(key: Key): Promise<void> {
    const { declared, id, keys, stored } = key;
    this.#keys.delete(id);
    this.#generation++;
    try {
      await keys.erase(id, declared && { ...stored, materials: [], grants: [], gone: true });
    } catch (error) {
      // Pending deletion it is of no use to anybody, but it must be found again to be erased.
      this.#keys.set(id, key);
      throw error;
    }
  }
}

/** When something happens to a key by itself: it goes, or it gets new material. A disabled key waits until it is enabled. */
function dueAt(key: Key): number | undefined {
  const { deletion } = key.stored;
  if (deletion !== undefined) return deletion.at;
  return keyState(key) === 'Enabled' ? nextRotation(key.stored) : undefined;
}
