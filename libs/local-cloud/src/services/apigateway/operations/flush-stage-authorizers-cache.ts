import { empty } from '../../../kernel/wire.ts';
import { STAGE } from '../resources/stage.ts';
import { DeclaredApi } from './declared-api.ts';
import { managementOperation } from './management-operation.ts';

export const flushStageAuthorizersCache = managementOperation(
  'FlushStageAuthorizersCache',
  { method: 'DELETE', path: '/restapis/{api}/stages/{stage}/cache/authorizers' },
  ({ params }, state, { region }) => {
    const api = new DeclaredApi(state, region, params['api'] ?? '');
    const stageName = params['stage'] ?? '';
    api.part(STAGE, { stageName }, 'Invalid stage identifier specified');
    state.flushAuthorizers(api.resource.id, stageName);
    return empty(202);
  },
);
