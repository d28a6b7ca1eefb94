import { GATEWAY_RESPONSE } from '../resources/gateway-response.ts';
import { readOperation } from './read-operation.ts';
import { gatewayResponseShape } from './shapes.ts';

export const getGatewayResponse = readOperation(
  'GetGatewayResponse',
  '/restapis/{api}/gatewayresponses/{type}',
  ({ params }, { api }) =>
    gatewayResponseShape(
      api().part(
        GATEWAY_RESPONSE,
        { responseType: params['type'] ?? '' },
        'Invalid Gateway response identifier specified',
      ),
    ),
);
