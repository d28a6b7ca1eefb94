import { DEPLOYMENT } from '../resources/deployment.ts';
import { readOperation } from './read-operation.ts';
import { deploymentShape } from './shapes.ts';

export const getDeployment = readOperation(
  'GetDeployment',
  '/restapis/{api}/deployments/{deployment}',
  ({ params }, context) => {
    const api = context.api();
    return deploymentShape(
      api,
      api.part(DEPLOYMENT, params['deployment'] ?? '', 'Invalid Deployment identifier specified'),
    );
  },
);
