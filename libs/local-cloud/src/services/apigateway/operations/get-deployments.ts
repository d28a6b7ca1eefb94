import { DEPLOYMENT } from '../resources/deployment.ts';
import { page, readOperation } from './read-operation.ts';
import { deploymentShape } from './shapes.ts';

export const getDeployments = readOperation('GetDeployments', '/restapis/{api}/deployments', (input, context) => {
  const api = context.api();
  return page(api.parts(DEPLOYMENT), input, (deployment) => deploymentShape(api, deployment));
});
