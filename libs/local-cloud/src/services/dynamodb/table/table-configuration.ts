import type { CompiledPolicy } from '@palisade/policies';
import type { KeyAttribute, KeySchema } from '../expressions/key-condition.ts';
import type { Item, KeyType } from '../values/attribute-value.ts';

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface IndexProjection {
  readonly type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly nonKeyAttributes: readonly string[];
}

export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export interface IndexConfiguration {
  readonly name: string;
  readonly arn: string;
  readonly kind: 'global' | 'local';
  readonly schema: KeySchema;
  readonly projection: IndexProjection;
  /** Of provisioned global indexes. */
  readonly provisioned?: Throughput;
  /** Most request units a second; -1 for no limit. */
  readonly onDemand?: Throughput;
  readonly warm?: Throughput;
}

export interface StreamConfiguration {
  readonly arn: string;
  readonly label: string;
  readonly viewType: StreamViewType;
  readonly policy?: TablePolicy;
}

/** A table as the graph declares it. */
export interface TableConfiguration {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly schema: KeySchema;
  readonly attributes: ReadonlyMap<string, KeyType>;
  readonly indexes: readonly IndexConfiguration[];
  /** Undefined for on-demand tables. */
  readonly provisioned?: Throughput;
  /** Most request units a second; -1 for no limit. */
  readonly onDemand?: Throughput;
  readonly warm?: Throughput;
  readonly stream?: StreamConfiguration;
  readonly ttlAttribute?: string;
  /** Days; undefined without point-in-time recovery. */
  readonly recoveryDays?: number;
  /** `owned`: a key of DynamoDB's own; `managed`: `aws/dynamodb`; else the ARN of a customer managed key. */
  readonly encryption: 'owned' | 'managed' | { readonly keyArn: string };
  readonly deletionProtection: boolean;
  readonly policy?: TablePolicy;
  readonly tags: Readonly<Record<string, string>>;
  /** What the program puts into it, by the urn of the resource. */
  readonly declaredItems: ReadonlyMap<string, Item>;
}

export interface TablePolicy {
  readonly urn: string;
  readonly text: string;
  readonly compiled: CompiledPolicy;
  readonly revisionId: string;
}

export const keysOf = ({ hash, range }: KeySchema): readonly KeyAttribute[] =>
  range === undefined ? [hash] : [hash, range];

export function indexOf(table: TableConfiguration, name: string): IndexConfiguration | undefined {
  return table.indexes.find((index) => index.name === name);
}
