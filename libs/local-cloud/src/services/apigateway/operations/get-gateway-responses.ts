import { GATEWAY_RESPONSE } from '../resources/gateway-response.ts';
import { page, readOperation } from './read-operation.ts';
import { gatewayResponseShape } from './shapes.ts';

/** Those the program declares; AWS lists its defaults, too. */
export const getGatewayResponses = readOperation(
  'GetGatewayResponses',
  '/restapis/{api}/gatewayresponses',
  (input, { api }) => page(api().parts(GATEWAY_RESPONSE), input, gatewayResponseShape),
);
