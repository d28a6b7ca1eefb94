import { NotSupportedError } from '../../../kernel/errors.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { oneOf } from './input.ts';

/** Sizes of item collections are not kept. */
export function refuseItemCollectionMetrics(input: JsonObject): void {
  if (oneOf(input, 'ReturnItemCollectionMetrics', ['SIZE', 'NONE']) === 'SIZE') {
    throw new NotSupportedError('ReturnItemCollectionMetrics SIZE');
  }
}
