import { text } from '../../../kernel/properties.ts';
import { page, readOperation } from './read-operation.ts';
import { restApiShape } from './shapes.ts';

export const getRestApis = readOperation('GetRestApis', '/restapis', (input, { state, region }) =>
  page(
    [...state.configuration.apis.values()]
      .map(({ resource }) => resource)
      .filter(({ outputs }) => text(outputs, 'region') === region),
    input,
    restApiShape,
  ),
);
