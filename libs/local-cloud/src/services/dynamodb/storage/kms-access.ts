import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { deployerPrincipal } from '../../iam/deployer.ts';
import {
  createServiceGrant,
  endServiceGrant,
  grantConditionKeys,
  keyProblem,
  kms,
  type ServiceGrant,
  type UseOfKey,
} from '../../kms/index.ts';
import type { TableConfiguration } from '../table/table-configuration.ts';
import type { Table } from '../table/table.ts';
import type { WrappedKey } from './table-log.ts';

/** A caller that has used a table need not ask the key again until it has not used it for that long. */
const REMEMBERED = 5 * 60 * 1000;
const MOST_REMEMBERED = 10_000;

const SERVICE = 'dynamodb.amazonaws.com';

/**
 * The table keys of tables with a customer managed key. A caller uses the key with its own permissions, and is remembered for five
 * minutes since the last time; for what DynamoDB does by itself there is a grant.
 * Source: DynamoDB Developer Guide, "DynamoDB encryption at rest: usage notes", "How DynamoDB uses AWS KMS".
 */
export class KmsAccess {
  readonly #host: Host;
  /** Caller and table, with the last time. */
  readonly #callers = new Map<string, number>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Throws AWS's errors of KMS if the caller may not use the table's key; opens the table if it is locked. */
  check(table: Table, principal: Principal): void {
    const { encryption, arn } = table.configuration;
    if (typeof encryption === 'string' && !table.log.isLocked) return;
    const now = this.#host.clock.now();
    const caller = `${arn} ${callerOf(principal)}`;
    const last = this.#callers.get(caller);
    if (last === undefined || now - last >= REMEMBERED || table.log.isLocked) {
      for (const key of table.log.wrappedKeys()) this.#open(table, key, principal);
    }
    if (this.#callers.size >= MOST_REMEMBERED) this.#callers.clear();
    this.#callers.set(caller, now);
  }

  /** Opens a locked table for DynamoDB itself; it stays locked where the key refuses. */
  openForItself(table: Table): void {
    if (!table.log.isLocked) return;
    try {
      for (const key of table.log.wrappedKeys()) this.#open(table, key, itself(this.#host, table.configuration));
    } catch {
      // Its callers will hear why.
    }
  }

  /** Why the deployer could not have this table encrypted once `view` is in force. */
  problem(view: CloudView, table: TableConfiguration, keyArn: string): string | undefined {
    const use = useOf(this.#host, table, keyArn, deployerPrincipal(this.#host));
    return keyProblem(view, this.#host, use, [
      'kms:GenerateDataKey',
      'kms:Decrypt',
      { action: 'kms:CreateGrant', context: grantConditionKeys(grantFor(this.#host, table), true) },
    ]);
  }

  /** A new table key. Rejects with AWS's errors of KMS. */
  async make(
    table: TableConfiguration,
    keyArn: string,
    number: number,
  ): Promise<{ readonly wrapped: WrappedKey; readonly secret: KeyObject }> {
    const state = this.#host.state(kms);
    const use = useOf(this.#host, table, keyArn, deployerPrincipal(this.#host));
    const { ciphertext, plaintext } = state.generateDataKey(use);
    const grant = await createServiceGrant(state, use, grantFor(this.#host, table));
    return { wrapped: { number, arn: keyArn, ciphertext, grant }, secret: secretOf(plaintext) };
  }

  /** Ends the grants of a table that is gone, or of keys it has no more. */
  async endGrants({ region }: TableConfiguration, keys: readonly WrappedKey[]): Promise<void> {
    for (const { arn, grant } of keys) {
      try {
        await endServiceGrant(this.#host.state(kms), { keyId: arn, region }, grant);
      } catch (error) {
        this.#host.log(`dynamodb: grant ${grant} of ${arn} was not ended: ${(error as Error).message}`);
      }
    }
  }

  #open(table: Table, key: WrappedKey, principal: Principal): void {
    const use = useOf(this.#host, table.configuration, key.arn, principal);
    const plaintext = this.#host.state(kms).decrypt(use, key.ciphertext);
    if (table.log.isOpen(key.number)) plaintext.fill(0);
    else table.log.open(key.number, secretOf(plaintext));
  }
}

function useOf(host: Host, { name, region }: TableConfiguration, keyId: string, principal: Principal): UseOfKey {
  return {
    region,
    keyId,
    context: contextOf(host, name),
    principal,
    ...(principal.kind !== 'service' && { viaService: `dynamodb.${region}.amazonaws.com` }),
  };
}

const contextOf = ({ accountId }: Host, table: string): Readonly<Record<string, string>> => ({
  'aws:dynamodb:tableName': table,
  'aws:dynamodb:subscriberId': accountId,
});

function grantFor(host: Host, { arn, name }: TableConfiguration): ServiceGrant {
  return {
    name: arn,
    grantee: SERVICE,
    operations: ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo', 'RetireGrant'],
    constraints: { encryptionContextEquals: contextOf(host, name) },
  };
}

const itself = ({ accountId }: Host, { arn }: TableConfiguration): Principal => ({
  kind: 'service',
  name: SERVICE,
  sourceArn: arn,
  sourceAccount: accountId,
});

function callerOf(principal: Principal): string {
  if (principal.kind === 'anonymous') return 'anonymous';
  return principal.kind === 'service' ? principal.name : `${principal.arn} ${principal.accessKeyId}`;
}

function secretOf(plaintext: Buffer): KeyObject {
  const key = createSecretKey(plaintext);
  plaintext.fill(0);
  return key;
}
