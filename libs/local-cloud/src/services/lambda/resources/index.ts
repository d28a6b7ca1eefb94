import { refusedType, type ResourceModel } from '@palisade/local-engine';
import { alias } from './alias.ts';
import { eventSourceMapping } from './event-source-mapping.ts';
import { functionEventInvokeConfig } from './function-event-invoke-config.ts';
import { lambdaFunction } from './function.ts';
import { permission } from './permission.ts';

export const resources: readonly ResourceModel[] = [
  lambdaFunction,
  eventSourceMapping,
  functionEventInvokeConfig,
  permission,
  alias,
  refusedType('aws:lambda/layerVersion:LayerVersion', 'bundle what the layer holds into the code of the function'),
];
