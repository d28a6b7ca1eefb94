import type { Resource } from '@palisade/local-engine';
import { block, text } from '../../../kernel/properties.ts';
import type { EdgeRoute } from '../../../kernel/edge.ts';
import type { StackResource } from '../../../kernel/service.ts';
import { basePathOf } from '../resources/base-path-mapping.ts';
import type { Truststore } from './truststore.ts';
import type { TruststoreChoice } from './truststore-copies.ts';

/** A custom domain name and what it leads to. */
export interface Domain {
  readonly name: string;
  readonly stack: string;
  readonly region: string;
  readonly resource: Resource;
  /** By base path; '' is the root. */
  readonly mappings: ReadonlyMap<string, Resource>;
  readonly mutualTls: MutualTls | undefined;
}

export interface MutualTls {
  readonly choice: TruststoreChoice;
  /** Undefined: the copy cannot be read, and nobody gets in. */
  readonly truststore: Truststore | undefined;
}

export function choiceOf({ resource: { outputs } }: StackResource): TruststoreChoice | undefined {
  const declared = block(outputs, 'mutualTlsAuthentication');
  if (declared === undefined) return undefined;
  return {
    domain: text(outputs, 'domainName') ?? '',
    uri: text(declared, 'truststoreUri') ?? '',
    version: text(declared, 'truststoreVersion'),
  };
}

/**
 * The API, stage and path a path on a domain leads to: the mapping of its first part, else that of the root. A mapping without a
 * stage takes the next part for one.
 */
export function routeOf({ mappings }: Domain, rawPath: string): EdgeRoute | undefined {
  if (!rawPath.startsWith('/')) return undefined;
  const [first, belowFirst] = split(rawPath);
  const below = first === '' ? undefined : mappings.get(first);
  const mapping = below ?? mappings.get('');
  if (mapping === undefined) return undefined;
  const path = below === undefined ? rawPath : belowFirst;
  const apiId = text(mapping.inputs, 'restApi') ?? '';
  const stage = text(mapping.inputs, 'stageName');
  if (stage !== undefined) return { apiId, stage, path };
  const [named, belowStage] = split(path);
  return { apiId, stage: named, path: belowStage };
}

/** The first part of a path and the path below it. */
function split(path: string): [string, string] {
  const end = path.indexOf('/', 1);
  return end === -1 ? [path.slice(1), '/'] : [path.slice(1, end), path.slice(end)];
}

export function mappingsOf(name: string, mappings: readonly StackResource[]): ReadonlyMap<string, Resource> {
  return new Map(
    mappings
      .filter(({ resource }) => text(resource.inputs, 'domainName') === name)
      .map(({ resource }) => [basePathOf(resource.inputs), resource]),
  );
}
