import { randomBytes } from 'node:crypto';
import { APIGatewayClient, CreateApiKeyCommand, CreateUsagePlanKeyCommand } from '@aws-sdk/client-api-gateway';
import { DynamoDBClient, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { apiKeyHash, apiKeyOf, type ApiKeyLevel, type ApiPermission } from '@palisade/shared-types';
import { clientConfig } from './identities.ts';
import type { ProcessingOutputs, Stack } from './stack.ts';

/** What is asked of a key that is issued. */
export interface KeyRequest {
  readonly level: ApiKeyLevel;
  readonly clientId: string;
  /** The plan of its level, unless it belongs into another. */
  readonly usagePlanId?: string;
  /** What its permission says beyond that. */
  readonly permission?: Partial<Pick<ApiPermission, 'enabled' | 'expiresAt' | 'revokedAt'>>;
}

export interface IssuedKey {
  readonly key: string;
  readonly apiKeyId: string;
  readonly clientId: string;
}

/** Issues a key as the deployer: a permission under its hash, and the key itself in a usage plan. */
export async function issueKey(stack: Stack<ProcessingOutputs>, request: KeyRequest): Promise<IssuedKey> {
  const { clientId, level, usagePlanId = planOf(stack, level) } = request;
  const key = apiKeyOf(randomBytes(32));
  const gateway = new APIGatewayClient(clientConfig(stack));
  const { id = '' } = await gateway.send(
    new CreateApiKeyCommand({ name: `${clientId}-${apiKeyHash(key).slice(0, 8)}`, value: key, enabled: true }),
  );
  await gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: 'API_KEY' }));
  await permit(stack, key, request, id);
  return { key, apiKeyId: id, clientId };
}

/** Writes what a key may do, in place of what was written before. */
export async function permit(
  stack: Stack<ProcessingOutputs>,
  key: string,
  { clientId, level, permission = {} }: KeyRequest,
  apiKeyId: string,
): Promise<void> {
  const seconds = (value: number): AttributeValue => ({ N: String(value) });
  const { enabled = true, expiresAt, revokedAt } = permission;
  await new DynamoDBClient(clientConfig(stack)).send(
    new PutItemCommand({
      TableName: stack.outputs.permissionsTableName,
      Item: {
        keyHash: { S: apiKeyHash(key) },
        clientId: { S: clientId },
        level: { S: level },
        enabled: { BOOL: enabled },
        apiKeyId: { S: apiKeyId },
        ...(expiresAt !== undefined && { expiresAt: seconds(expiresAt) }),
        ...(revokedAt !== undefined && { revokedAt: seconds(revokedAt) }),
      },
    }),
  );
}

function planOf({ outputs }: Stack<ProcessingOutputs>, level: ApiKeyLevel): string {
  const plans = {
    'read-only': outputs.readOnlyUsagePlanId,
    'read-write': outputs.readWriteUsagePlanId,
    admin: outputs.adminUsagePlanId,
  };
  return plans[level];
}
