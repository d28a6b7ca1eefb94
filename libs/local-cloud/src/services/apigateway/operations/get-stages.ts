import { text } from '../../../kernel/properties.ts';
import { STAGE } from '../resources/stage.ts';
import { readOperation } from './read-operation.ts';
import { stageShape } from './shapes.ts';

export const getStages = readOperation('GetStages', '/restapis/{api}/stages', ({ query }, context) => {
  const api = context.api();
  const deployment = query.get('deploymentId');
  const stages = api
    .parts(STAGE)
    .filter(({ outputs }) => deployment === undefined || text(outputs, 'deployment') === deployment);
  return { item: stages.map((stage) => stageShape(api, stage)) };
});
