import type { Graph, Resource } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';

/** AWS keeps one configuration of a kind per bucket: a second resource would silently overwrite the first. */
export function checkOnlyOne(resource: Resource, graph: Graph): string[] {
  const bucket = text(resource.inputs, 'bucket');
  const first = graph.resources.find(
    ({ type, external, inputs }) => type === resource.type && !external && text(inputs, 'bucket') === bucket,
  );
  if (first === undefined || first.urn === resource.urn) return [];
  return [`bucket ${bucket} already has one in ${first.urn}: the one applied last would overwrite the other`];
}
