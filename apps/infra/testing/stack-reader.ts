import type { Resource } from '@palisade/local-engine';
import type { PolicyDocument, Statement } from '@palisade/policies';
import { json, type GraphView } from './graph-view.ts';

/** A stack as requirements speak of it. `stack` is asked when it is needed: specs run the program first. */
export function stackReader(stack: () => GraphView) {
  const all = (token: string): readonly Resource[] => stack().all(token);
  const one = (token: string, name?: string): Resource => stack().one(token, name);
  return {
    all,
    one,
    /** A part of a bucket's settings, such as `BucketVersioning`. */
    bucketPart: (part: string, token: string, bucket: string): Resource =>
      one(`aws:s3/${token[0]?.toLowerCase()}${token.slice(1)}:${token}`, `${bucket}-${part}`),
    alarms: (namespace: string): readonly Resource[] =>
      all('aws:cloudwatch/metricAlarm:MetricAlarm').filter(({ inputs }) => inputs['namespace'] === namespace),
    /** The order of creation: what each waits for, through whatever. */
    waitsFor: (resource: Resource, other: Resource): boolean => waitsFor(stack(), resource, other, new Set()),
  };
}

export function statements(resource: Resource, property = 'policy'): readonly Statement[] {
  const { Statement: found } = json<PolicyDocument>(resource, property);
  return (Array.isArray(found) ? found : [found]) as readonly Statement[];
}

export function statement(resource: Resource, sid: string): Statement {
  const found = statements(resource).find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`${resource.name} has no statement ${sid}.`);
  return found;
}

export function listed<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function waitsFor(stack: GraphView, resource: Resource, other: Resource, seen: Set<string>): boolean {
  return resource.dependencies.some((urn) => {
    if (urn === other.urn) return true;
    if (seen.has(urn)) return false;
    seen.add(urn);
    const next = stack.graph.resources.find((each) => each.urn === urn);
    return next !== undefined && waitsFor(stack, next, other, seen);
  });
}
