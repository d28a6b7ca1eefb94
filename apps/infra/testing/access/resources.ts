import type { Deployed } from '@palisade/local-cloud';
import {
  logGroupArn,
  logGroupContentsArn,
  s3BucketArn,
  s3ObjectArn,
  type Link,
  type ModelEndpoint,
  type ModelResource,
} from '@palisade/policies';
import type { LogResource } from '../../src/blueprints/service-access.ts';
import { text, type GraphView } from '../graph-view.ts';

/** A resource with the policy that is on it, or on what it is in. */
export type At = (arn: string, policyOn?: string) => ModelResource;

export function resourceIn({ resource: policies }: Deployed): At {
  return (arn, policyOn = arn) => {
    const policy = policies.get(policyOn);
    return { arn, ...(policy && { policy }) };
  };
}

/** A bucket by its name. */
export function bucketAt(at: At) {
  return (bucket: string): ModelResource => at(s3BucketArn({ bucket }));
}

/** An object, under its bucket's policy. */
export function objectAt(at: At) {
  return (bucket: string, key: string): ModelResource => at(s3ObjectArn({ bucket, key }), s3BucketArn({ bucket }));
}

type Here = { readonly account: string; readonly region: string };

/** A log group by what it is called in a contract, and as "streams" what is in it. */
export function logAt<Name extends string>(
  at: At,
  { account, region }: Here,
  { group, name }: { readonly name: Name; readonly group: string },
): Record<Name | `${Name} streams`, ModelResource> {
  const streams = logGroupContentsArn({ account, region, group }).replace(/\*$/, 'log-stream:x');
  return { [name]: at(logGroupArn({ account, region, group })), [`${name} streams`]: at(streams) } as Record<
    Name | `${Name} streams`,
    ModelResource
  >;
}

/** Log groups by what each is of. */
export function logsAt<Name extends string>(
  at: At,
  here: Here,
  groups: Readonly<Record<Name, string>>,
): Record<LogResource<Name>, ModelResource> {
  const logs = Object.entries<string>(groups).map(([name, group]) => logAt(at, here, { name: `${name} log`, group }));
  return Object.assign({}, ...logs) as Record<LogResource<Name>, ModelResource>;
}

/** A stack's endpoint by its id. */
export function endpointIn({ endpoints }: Deployed, id: string): ModelEndpoint {
  const found = endpoints.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The stack has no endpoint ${id}.`);
  return found;
}

/** Each method that may call a function with what that is called, each log group with the key it is encrypted with. */
export function linksOf(view: GraphView, called: { readonly function: string; readonly key: string }): readonly Link[] {
  const groups = view.all('aws:cloudwatch/logGroup:LogGroup').map((group) => text(group, 'arn'));
  const methods = view
    .all('aws:lambda/permission:Permission')
    .filter(({ inputs }) => inputs['principal'] === 'apigateway.amazonaws.com')
    .map(({ inputs }) => String(inputs['sourceArn']));
  return [
    ...methods.map((method) => ({ type: 'integration', method, function: called.function }) as const),
    ...groups.map((logGroup) => ({ type: 'encryption', logGroup, key: called.key }) as const),
  ];
}
