import { STAGE } from '../resources/stage.ts';
import { readOperation } from './read-operation.ts';
import { stageShape } from './shapes.ts';

export const getStage = readOperation('GetStage', '/restapis/{api}/stages/{stage}', ({ params }, context) => {
  const api = context.api();
  return stageShape(api, api.part(STAGE, { stageName: params['stage'] ?? '' }, 'Invalid Stage identifier specified'));
});
