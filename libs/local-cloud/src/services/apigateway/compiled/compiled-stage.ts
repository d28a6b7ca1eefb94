import type { Sampler } from '../../../kernel/traces.ts';
import type { SecurityPolicy } from '../resources/security-policies.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import type { CompiledApi, CompiledMethod } from './compiled-api.ts';
import type { TokenBucket } from './token-bucket.ts';

/** A stage as requests see it: a deployment and the settings that are the stage's own and change without a deployment. */
export interface CompiledStage {
  readonly name: string;
  readonly stack: string;
  readonly deploymentId: string;
  readonly place: { readonly partition: string; readonly region: string; readonly accountId: string };
  /** `API.execute-api.REGION.amazonaws.com`. */
  readonly domainName: string;
  /** ARN of the stage, if a web ACL is associated with it. */
  readonly guardedArn: string | undefined;
  readonly api: CompiledApi;
  readonly variables: Readonly<Record<string, string>>;
  readonly security: SecurityPolicy & { readonly name: string };
  /** Decides which requests X-Ray sees; undefined without tracing. */
  readonly sampler: Sampler | undefined;
  readonly accessLog: AccessLog | undefined;
  readonly settings: (method: CompiledMethod) => EffectiveSettings;
}

export interface AccessLog {
  readonly region: string;
  readonly group: string;
  readonly render: (transaction: Transaction) => string;
}

export interface EffectiveSettings {
  readonly loggingLevel: 'OFF' | 'ERROR' | 'INFO';
  readonly dataTraceEnabled: boolean;
  /** Whether the method has metrics of its own, besides those of the API and the stage. */
  readonly metricsEnabled: boolean;
  /** Undefined: only the account's limit holds. */
  readonly bucket: TokenBucket | undefined;
}
