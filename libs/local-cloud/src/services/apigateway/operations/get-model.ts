import { MODEL } from '../resources/model.ts';
import { readOperation } from './read-operation.ts';
import { modelShape } from './shapes.ts';

export const getModel = readOperation('GetModel', '/restapis/{api}/models/{model}', ({ params }, { api }) => {
  const name = params['model'] ?? '';
  return modelShape(api().part(MODEL, { name }, `Invalid model name specified: ${name}`));
});
