import * as pulumi from '@pulumi/pulumi';
import type { LogKeeping } from '../../components/log-group.ts';
import { nameTags } from '../../components/name-tags.ts';
import type { Stack } from '../blueprint.ts';
import { createApi, createStage } from './api.ts';
import { createClientRole, createVerifierRole } from './callers.ts';
import { createHandler } from './handler.ts';
import { createKey } from './key.ts';
import type { SecureApiOutputs } from './outputs.ts';
import { secureApiNames } from './secure-api-names.ts';
import type { SecureApiSettings } from './settings.ts';

export interface SecureApiStackArgs {
  readonly stack: Stack;
  readonly settings: SecureApiSettings;
}

/** The whole system: API, key, log groups, function, routes and stage, in this order, and the roles of those who use it. */
export class SecureApiStack extends pulumi.ComponentResource {
  readonly outputs: SecureApiOutputs;

  constructor(name: string, { stack, settings }: SecureApiStackArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:systems:SecureApiStack', name, {}, { ...opts, transforms: [nameTags(stack.names)] });
    this.outputs = this.#declare(stack, settings);
    const { apiUrl, functionName, kmsKeyId, logGroupName } = this.outputs;
    this.registerOutputs({ apiUrl, functionName, kmsKeyId, logGroupName });
  }

  #declare(stack: Stack, settings: SecureApiSettings): SecureApiOutputs {
    const opts: pulumi.ComponentResourceOptions = { parent: this };
    const physical = secureApiNames(stack);
    const api = createApi(stack, opts);
    const key = createKey(stack, { physical, settings, api }, opts);
    const keeping: LogKeeping = {
      retentionInDays: settings.logRetentionDays,
      deletionProtected: stack.config.protection === 'prod',
      kmsKeyArn: key.arn,
    };
    const { role, handler } = createHandler(stack, { physical, settings, keeping, key }, opts);
    const stage = createStage(stack, { physical, settings, keeping, api, handler }, opts);
    const client = createClientRole(stack, settings, api.id, opts);
    const verifier = createVerifierRole(stack, { physical, settings, key }, opts);
    return {
      apiUrl: stage.url,
      healthUrl: pulumi.interpolate`${stage.url}/health`,
      functionName: handler.name,
      kmsKeyId: key.id,
      logGroupName: handler.logGroupName,
      apiId: api.id,
      stageName: settings.stageName,
      region: stack.place.region,
      accountId: stack.place.account,
      functionArn: handler.arn,
      handlerRoleArn: role.arn,
      clientRoleArn: client.arn,
      clientPolicyArn: client.policyArn,
      ...(verifier !== undefined && { verifierRoleArn: verifier.arn }),
      kmsKeyArn: key.arn,
      kmsKeyAlias: key.alias,
      accessLogGroupName: stage.accessLogGroupName,
      executionLogGroupName: stage.executionLogGroupName,
      logGroupNames: [handler.logGroupName, stage.accessLogGroupName, stage.executionLogGroupName],
      logKeyArns: [key.arn],
      logRetentionDays: settings.logRetentionDays,
    };
  }
}
