import type { ModelContext } from '@palisade/local-engine';

/** Where the resource of a model lives, as the ARN constructors of `@palisade/policies` take it. */
export function placeOf(context: ModelContext): { partition: string; region: string; account: string } {
  return { partition: context.partition, region: context.region, account: context.accountId };
}
