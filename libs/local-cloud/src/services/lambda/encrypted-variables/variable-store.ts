import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { writePrivateFile } from '../../../kernel/private-file.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { deployerPrincipal } from '../../iam/deployer.ts';
import { createServiceGrant, endServiceGrant, keyIdentity, kms } from '../../kms/index.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { grantFor, isEncrypted, useOfKey, type EncryptedFunction } from './key-use.ts';

/** What is kept of one function: its variables as the key encrypted them, and the grant for its role. */
interface SealedVariables {
  readonly kmsKeyArn: string;
  readonly region: string;
  /** Which key that was: one made anew under the same ARN opens nothing. */
  readonly key: string;
  readonly role: string;
  /** Salted digest: tells whether a program has changed the variables while nobody may open them. */
  readonly salt: string;
  readonly digest: string;
  /** Base64. */
  readonly ciphertext: string;
  readonly grantId: string;
}

type Sealed = Map<string, SealedVariables>;

/**
 * The encrypted variables of functions, in a file of their stack. They are encrypted when a function is deployed and changed, with the
 * deployer's permissions, and not again: a restart needs no key, and a key that is disabled meanwhile stops no deployment.
 */
export class VariableStore {
  readonly #host: Host;
  readonly #stacks = new Map<string, Sealed>();
  /** Stacks that were in force: one that is left out when the cloud starts keeps its grants. */
  #followed: ReadonlySet<string> = new Set();

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * Whether the variables of a function are encrypted as `view` declares them. They are if only their key has gone: then nobody can
   * open them, and nothing is to be done for the function.
   */
  isCurrent(view: CloudView, found: EncryptedFunction): boolean {
    const kept = this.#stack(found.stack).get(found.arn);
    const key = keyIdentity(view, this.#host, { region: found.region, keyId: found.kmsKeyArn });
    return (
      kept !== undefined &&
      kept.kmsKeyArn === found.kmsKeyArn &&
      kept.role === found.role &&
      (key === undefined || kept.key === key) &&
      kept.digest === digest(kept.salt, found.environment)
    );
  }

  /** Follows a deployment, once KMS has; returns the functions without what is encrypted. */
  async follow(
    view: CloudView,
    functions: ReadonlyMap<string, FunctionConfiguration>,
  ): Promise<ReadonlyMap<string, FunctionConfiguration>> {
    for (const [stack, sealed] of [...this.#stacks].filter(([stack]) => !view.stacks.has(stack))) {
      this.#stacks.delete(stack);
      // Their keys may be of stacks that stay.
      if (this.#followed.has(stack)) for (const before of sealed.values()) await this.#endGrant(before);
    }
    this.#followed = new Set(view.stacks.keys());
    const encrypted = [...functions.values()].filter(isEncrypted);
    const byStack = Map.groupBy(encrypted, ({ stack }) => stack);
    for (const stack of view.stacks.keys()) await this.#followStack(view, stack, byStack.get(stack) ?? []);
    return new Map(
      [...functions].map(([arn, found]) => [arn, isEncrypted(found) ? this.#withoutPlaintext(found) : found]),
    );
  }

  async #followStack(view: CloudView, stack: string, functions: readonly EncryptedFunction[]): Promise<void> {
    const sealed = this.#stack(stack);
    let changed = false;
    for (const found of functions.filter((each) => !this.isCurrent(view, each))) {
      const before = sealed.get(found.arn);
      sealed.delete(found.arn);
      changed = true;
      try {
        const next = await this.#seal(view, found);
        sealed.set(found.arn, next);
        if (before !== undefined && before.grantId !== next.grantId) await this.#endGrant(before);
      } catch (error) {
        this.#host.log(`lambda: the variables of ${found.name} were not encrypted: ${(error as Error).message}`);
      }
    }
    const arns = new Set(functions.map(({ arn }) => arn));
    for (const [arn, before] of [...sealed].filter(([arn]) => !arns.has(arn))) {
      sealed.delete(arn);
      changed = true;
      await this.#endGrant(before);
    }
    if (changed) writePrivateFile(this.#path(stack), JSON.stringify(Object.fromEntries(sealed)));
  }

  async #seal(view: CloudView, found: EncryptedFunction): Promise<SealedVariables> {
    const { environment, kmsKeyArn, region, role } = found;
    const use = useOfKey(found, deployerPrincipal(this.#host));
    const state = this.#host.state(kms);
    const ciphertext = state.encrypt(use, Buffer.from(JSON.stringify(environment)));
    const salt = randomBytes(32).toString('base64');
    return {
      kmsKeyArn,
      region,
      key: keyIdentity(view, this.#host, { region, keyId: kmsKeyArn }) ?? '',
      role,
      salt,
      digest: digest(salt, environment),
      ciphertext: ciphertext.toString('base64'),
      grantId: await createServiceGrant(state, use, grantFor(found)),
    };
  }

  async #endGrant({ grantId, kmsKeyArn, region }: SealedVariables): Promise<void> {
    try {
      await endServiceGrant(this.#host.state(kms), { keyId: kmsKeyArn, region }, grantId);
    } catch (error) {
      this.#host.log(`lambda: grant ${grantId} of ${kmsKeyArn} was not ended: ${(error as Error).message}`);
    }
  }

  #withoutPlaintext(found: EncryptedFunction): FunctionConfiguration {
    const ciphertext = this.#stack(found.stack).get(found.arn)?.ciphertext ?? '';
    const revision = createHash('sha256').update(found.revision).update(ciphertext).digest('hex');
    return { ...found, environment: {}, sealedVariables: Buffer.from(ciphertext, 'base64'), revision };
  }

  /** Read on first use. */
  #stack(stack: string): Sealed {
    let sealed = this.#stacks.get(stack);
    if (sealed === undefined) {
      const path = this.#path(stack);
      const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, SealedVariables>) : {};
      this.#stacks.set(stack, (sealed = new Map(Object.entries(kept))));
    }
    return sealed;
  }

  #path(stack: string): string {
    return join(this.#host.dataDirectory(stack, 'lambda'), 'variables.json');
  }
}

function digest(salt: string, environment: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(environment).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(salt).update(JSON.stringify(pairs)).digest('base64');
}
