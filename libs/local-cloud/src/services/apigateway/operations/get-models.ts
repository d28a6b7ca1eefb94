import { MODEL } from '../resources/model.ts';
import { page, readOperation } from './read-operation.ts';
import { modelShape } from './shapes.ts';

export const getModels = readOperation('GetModels', '/restapis/{api}/models', (input, { api }) =>
  page(api().parts(MODEL), input, modelShape),
);
