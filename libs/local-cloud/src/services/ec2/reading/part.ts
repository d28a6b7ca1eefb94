import type { StackResource } from '../../../kernel/service.ts';
import { text, textMap } from '../../../kernel/properties.ts';
import type { Part } from '../network.ts';

/** Id, region and tags of a resource. */
export function partOf({ resource }: StackResource): Part {
  return {
    id: resource.id,
    region: text(resource.outputs, 'region') ?? '',
    tags: textMap(resource.outputs, 'tagsAll'),
  };
}
