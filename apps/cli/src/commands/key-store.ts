import type { ApiKeyLevel, ApiPermission } from '@palisade/shared-types';
import { callAws } from '../cloud/aws-call.ts';
import { isRecord } from '../cloud/control-client.ts';
import { callJson } from '../cloud/json-call.ts';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';

/** Where the keys of a stack are. */
export interface KeyPlace {
  readonly target: 'local' | 'aws';
  readonly region: string;
  readonly apiId: string;
  readonly stageName: string;
  /** Name of the permissions table. */
  readonly table: string;
  /** Usage plan of each level. */
  readonly plans: Readonly<Record<ApiKeyLevel, string>>;
}

export type IssuedKey = Readonly<ApiPermission>;

type Attributes = Readonly<Record<string, { readonly S?: string; readonly N?: string; readonly BOOL?: boolean }>>;

/** Keys are two things: an API key in the usage plan of its level, which meters, and an item of the permissions table, which lets in. */
export class KeyStore {
  readonly #workspace: Workspace;
  readonly #place: KeyPlace;

  constructor(workspace: Workspace, place: KeyPlace) {
    this.#workspace = workspace;
    this.#place = place;
  }

  async issue(
    key: string,
    permission: Pick<IssuedKey, 'keyHash' | 'clientId' | 'level' | 'expiresAt'>,
  ): Promise<IssuedKey> {
    const name = `${permission.clientId}-${permission.keyHash.slice(0, 8)}`;
    const made = await this.#apigateway('POST', '/apikeys', { name, value: key, enabled: true });
    const apiKeyId = String(made['id']);
    const issued = { ...permission, enabled: true, apiKeyId, createdAt: Math.floor(Date.now() / 1000) };
    try {
      const plan = this.#place.plans[permission.level];
      await this.#apigateway('POST', `/usageplans/${plan}/keys`, { keyId: apiKeyId, keyType: 'API_KEY' });
      await this.#dynamodb('PutItem', {
        Item: attributesOf(issued),
        ConditionExpression: 'attribute_not_exists(keyHash)',
      });
    } catch (error) {
      // A key that lets nobody in must not be left behind.
      await this.#apigateway('DELETE', `/apikeys/${apiKeyId}`).catch(() => undefined);
      throw error;
    }
    return issued;
  }

  /** By client, then by age. */
  async list(): Promise<readonly IssuedKey[]> {
    const keys: IssuedKey[] = [];
    let start: unknown;
    do {
      const reply = await this.#dynamodb('Scan', {
        ConsistentRead: true,
        ...(start !== undefined && { ExclusiveStartKey: start }),
      });
      const items = Array.isArray(reply['Items']) ? (reply['Items'] as Attributes[]) : [];
      keys.push(...items.map(permissionOf));
      start = reply['LastEvaluatedKey'];
    } while (start !== undefined);
    return keys.toSorted((a, b) => a.clientId.localeCompare(b.clientId) || (a.createdAt ?? 0) - (b.createdAt ?? 0));
  }

  async revoke({ apiKeyId, keyHash, revokedAt }: IssuedKey): Promise<void> {
    if (revokedAt === undefined) {
      await this.#dynamodb('UpdateItem', {
        Key: { keyHash: { S: keyHash } },
        UpdateExpression: 'SET revokedAt = :now, enabled = :no',
        ConditionExpression: 'attribute_exists(keyHash)',
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) }, ':no': { BOOL: false } },
      });
    }
    if (apiKeyId !== undefined) {
      await this.#apigateway('DELETE', `/apikeys/${apiKeyId}`).catch((error: Error) => {
        if (!error.message.includes(' 404')) throw error;
      });
    }
    const { apiId, stageName } = this.#place;
    await this.#apigateway('DELETE', `/restapis/${apiId}/stages/${stageName}/cache/authorizers`);
  }

  async #apigateway(
    method: 'POST' | 'DELETE',
    path: string,
    input?: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { region, target } = this.#place;
    const text = await callAws(this.#workspace, {
      service: 'apigateway',
      region,
      target,
      method,
      path,
      headers: { 'content-type': 'application/json' },
      body: input === undefined ? '' : JSON.stringify(input),
    });
    const reply: unknown = text === '' ? {} : JSON.parse(text);
    if (!isRecord(reply)) throw new CliError(`apigateway answered ${method} ${path} with something that is no object.`);
    return reply;
  }

  #dynamodb(operation: string, input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const { region, table, target } = this.#place;
    return callJson(this.#workspace, {
      service: 'dynamodb',
      region,
      on: target,
      target: `DynamoDB_20120810.${operation}`,
      version: '1.0',
      input: { TableName: table, ...input },
    });
  }
}

function attributesOf(permission: IssuedKey): Attributes {
  return Object.fromEntries(
    Object.entries(permission)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        typeof value === 'number'
          ? { N: String(value) }
          : typeof value === 'boolean'
            ? { BOOL: value }
            : { S: String(value) },
      ]),
  );
}

function permissionOf(item: Attributes): IssuedKey {
  const entries = Object.entries(item).map(([name, { BOOL, N, S }]) => [
    name,
    S ?? BOOL ?? (N === undefined ? undefined : Number(N)),
  ]);
  return Object.fromEntries(entries) as unknown as IssuedKey;
}
