import {
  listOf,
  logGroupContentsArn,
  matchGlob,
  parseArn,
  statementsIn,
  type Facts,
  type ModelResource,
  type Policy,
} from '@palisade/policies';
import type { Deployed } from './deployed-policies.ts';
import { keyContext } from '../services/kms/key.ts';
import { ownEncryption } from './encryption-ways.ts';
import { sampleOf } from './principals.ts';

/** A resource of a stack, or a kind of resource in one of it: objects of a bucket, streams of a log group. */
export interface DeployedResource extends ModelResource {
  readonly stack: string;
  /** ARN, with `*` for what the resource stands for; `arn` is one of those. */
  readonly shown: string;
}

/** Every resource of every stack that policies can be about. */
export function resourcesOf(deployed: Deployed): readonly DeployedResource[] {
  const { apis, buckets, functions, keys, logGroups, queues, resource, roles, tables, topics } = deployed;
  const patterns = resourcePatterns(deployed);
  const of = (stack: string, shown: string, policyOn = shown): DeployedResource => {
    const policy = resource.get(policyOn);
    const region = parseArn(shown)?.region;
    return {
      stack,
      shown,
      arn: sampleOf(shown),
      ...(policy && { policy }),
      ...(region && { context: { 'aws:RequestedRegion': region } }),
    };
  };
  return [
    ...buckets.flatMap((bucket) => {
      const { arn, region, stack } = bucket;
      const encryption = ownEncryption(bucket, deployed);
      return [
        regional(of(stack, arn), region),
        ...objectsIn(arn, patterns).map((objects) => regional(of(stack, objects, arn), region, encryption)),
      ];
    }),
    ...functions.map(({ arn, stack }) => of(stack, arn)),
    ...apis.flatMap(({ executionArn, methods, stack }) => methods.map(({ arn }) => of(stack, arn, executionArn))),
    ...keys.map(({ aliases, arn, stack, tags }) => {
      const key = of(stack, arn);
      const context = { ...key.context, ...keyContext(aliases, tags), 'kms:CallerAccount': deployed.accountId };
      return { ...key, context };
    }),
    ...logGroups.flatMap(({ arn, name, region, stack }) => {
      const [, partition] = arn.split(':');
      const contents = logGroupContentsArn({ ...place(partition), account: deployed.accountId, region, group: name });
      return [of(stack, arn), of(stack, contents.replace(/\*$/, 'log-stream:*'), arn)];
    }),
    ...[...queues, ...topics].map(({ arn, stack, tags }) => {
      const found = of(stack, arn);
      return { ...found, context: { ...found.context, ...resourceTags(tags) } };
    }),
    ...tables.flatMap(({ arn, indexes, stack, stream, tags }) =>
      [arn, ...indexes.map((index) => index.arn), ...(stream === undefined ? [] : [stream.arn])].map((each) => {
        const found = of(stack, each);
        return each === stream?.arn ? found : { ...found, context: { ...found.context, ...resourceTags(tags) } };
      }),
    ),
    ...[...roles.values()].map(({ arn, stack }) => of(stack, arn)),
  ];
}

function resourceTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

/** The resource a concrete ARN is or is in, with that ARN in place of the sample; undefined if no stack has it. */
export function resourceAt(resources: readonly DeployedResource[], arn: string): DeployedResource | undefined {
  const exact = resources.find(({ shown }) => shown === arn);
  if (exact !== undefined) return exact;
  const around = resources
    .filter(({ shown }) => shown.includes('*') && matchGlob(shown, arn))
    .toSorted((a, b) => b.shown.length - a.shown.length)[0];
  return around && { ...around, shown: arn, arn };
}

/** Everything that the identity and resource policies are written about. */
function resourcePatterns({ resource, roles }: Deployed): readonly string[] {
  const all = [...[...roles.values()].flatMap(({ policies }) => policies), ...resource.values()];
  return [...new Set(all.flatMap(statementsIn).flatMap((statement) => listOf(statement.Resource)))];
}

/** All objects of a bucket, and those that a policy tells from the others. */
function objectsIn(bucketArn: string, patterns: readonly string[]): readonly string[] {
  const all = `${bucketArn}/*`;
  return [all, ...patterns.filter((pattern) => pattern.startsWith(`${bucketArn}/`) && pattern !== all)];
}

/** The ARNs of S3 name no region. */
function regional(resource: DeployedResource, region: string, more: Facts = {}): DeployedResource {
  return { ...resource, context: { 'aws:RequestedRegion': region, ...more } };
}

function place(partition: string | undefined): { readonly partition?: string } {
  return partition === undefined ? {} : { partition };
}

/** Whether one of the policies allows something that names this resource, and not just everything. */
export function isNamedBy(policies: readonly Policy[], { arn }: DeployedResource): boolean {
  return policies
    .flatMap(statementsIn)
    .some(
      ({ Effect: effect, Resource: resource }) =>
        effect === 'Allow' && listOf(resource).some((pattern) => pattern !== '*' && matchGlob(pattern, arn)),
    );
}
