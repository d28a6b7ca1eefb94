import type { Graph, Resource } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';

/** A queue takes one resource of each type that sets an attribute of it: the last of several would win, whichever that is. */
export function onlyOneFor(self: Resource, graph: Graph): string[] {
  const isSame = ({ type, external, outputs }: Resource): boolean =>
    type === self.type &&
    !external &&
    text(outputs, 'queueUrl') === text(self.outputs, 'queueUrl') &&
    text(outputs, 'region') === text(self.outputs, 'region');
  const first = graph.resources.find(isSame);
  return first === undefined || first.urn === self.urn
    ? []
    : [`${first.urn} sets the same attribute of ${text(self.outputs, 'queueUrl')}: they would overwrite each other.`];
}
