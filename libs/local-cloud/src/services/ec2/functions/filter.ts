import { list, object, required, string, type Properties, type Shape } from '@palisade/local-engine';
import { blocks, text, texts } from '../../../kernel/properties.ts';

/** The `filters` argument of the provider's functions. */
export const filters: Shape = list(object({ name: required(string), values: required(list(string)) }));

/** Values of something under the filter names EC2 gives them. */
export type FilterValues = Readonly<Record<string, string>>;

/** Whether every filter fits; throws for a filter name that `values` does not know. */
export function fitsFilters(args: Properties, values: FilterValues): boolean {
  return blocks(args, 'filters').every((filter) => {
    const name = text(filter, 'name') ?? '';
    const value = values[name];
    if (value === undefined) {
      throw new Error(`InvalidParameterValue: The filter '${name}' is invalid or not supported by the local cloud`);
    }
    return texts(filter, 'values').includes(value);
  });
}
