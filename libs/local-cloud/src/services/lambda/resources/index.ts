import { refusedType, type ResourceModel } from '@palisade/local-engine';
import { alias } from './alias.ts';
import { lambdaFunction } from './function.ts';
import { permission } from './permission.ts';

export const resources: readonly ResourceModel[] = [
  lambdaFunction,
  permission,
  alias,
  refusedType('aws:lambda/layerVersion:LayerVersion', 'bundle what the layer holds into the code of the function'),
];
