import type { Operation } from '../../../kernel/operation.ts';
import type { LambdaState } from '../state.ts';
import { getAccountSettings } from './get-account-settings.ts';
import { getAlias } from './get-alias.ts';
import { getFunctionConcurrency } from './get-function-concurrency.ts';
import { getFunctionConfiguration } from './get-function-configuration.ts';
import { getFunction } from './get-function.ts';
import { getPolicy } from './get-policy.ts';
import { invoke } from './invoke.ts';
import { listAliases } from './list-aliases.ts';
import { listFunctions } from './list-functions.ts';
import { listTags } from './list-tags.ts';
import { listVersionsByFunction } from './list-versions-by-function.ts';

export const operations: readonly Operation<LambdaState>[] = [
  getAccountSettings,
  getAlias,
  getFunction,
  getFunctionConcurrency,
  getFunctionConfiguration,
  getPolicy,
  invoke,
  listAliases,
  listFunctions,
  listTags,
  listVersionsByFunction,
];
