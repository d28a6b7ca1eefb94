import { ResourceNotFound } from '../errors.ts';
import { functionOperation } from './function-operation.ts';

/** Source: Lambda API Reference, GetFunctionEventInvokeConfig. */
export const getFunctionEventInvokeConfig = functionOperation(
  'GetFunctionEventInvokeConfig',
  { method: 'GET', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config' },
  ({ arn }, _reference, state) => {
    const settings = state.eventSettings(arn);
    if (settings?.configured !== true) {
      throw new ResourceNotFound(`The function ${arn} doesn't have an EventInvokeConfig`);
    }
    const { maximumEventAge, maximumRetryAttempts, onFailureArn, onSuccessArn } = settings;
    return {
      FunctionArn: `${arn}:$LATEST`,
      MaximumRetryAttempts: maximumRetryAttempts,
      MaximumEventAgeInSeconds: maximumEventAge / 1000,
      DestinationConfig: {
        OnSuccess: onSuccessArn === undefined ? {} : { Destination: onSuccessArn },
        OnFailure: onFailureArn === undefined ? {} : { Destination: onFailureArn },
      },
    };
  },
);
