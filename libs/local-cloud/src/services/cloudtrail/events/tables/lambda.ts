import { lambdaFunctionArn, parseArn } from '@palisade/policies';
import type { JsonValue } from '../../../../kernel/wire.ts';
import type { EventTable } from '../event-table.ts';
import { lowerFirst } from '../pick.ts';

/** Source: AWS Lambda Developer Guide, "Logging AWS Lambda API calls using AWS CloudTrail". */
export const lambda: EventTable = {
  source: 'lambda.amazonaws.com',
  management: {
    read: [
      'GetAccountSettings',
      'GetAlias',
      'GetEventSourceMapping',
      'GetFunction',
      'GetFunctionConcurrency',
      'GetFunctionConfiguration',
      'GetFunctionEventInvokeConfig',
      'GetPolicy',
      'ListAliases',
      'ListEventSourceMappings',
      'ListFunctions',
      'ListTags',
      'ListVersionsByFunction',
    ],
    write: [],
  },
  data: { 'AWS::Lambda::Function': { read: [], write: ['Invoke'] } },
  eventNames: {
    AddPermission: 'AddPermission20150331v2',
    CreateEventSourceMapping: 'CreateEventSourceMapping20150331',
    CreateFunction: 'CreateFunction20150331',
    DeleteEventSourceMapping: 'DeleteEventSourceMapping20150331',
    DeleteFunction: 'DeleteFunction20150331',
    GetAccountSettings: 'GetAccountSettings20160819',
    GetAlias: 'GetAlias20150331',
    GetEventSourceMapping: 'GetEventSourceMapping20150331',
    GetFunction: 'GetFunction20150331v2',
    GetFunctionConcurrency: 'GetFunctionConcurrency20190930',
    GetFunctionConfiguration: 'GetFunctionConfiguration20150331v2',
    GetFunctionEventInvokeConfig: 'GetFunctionEventInvokeConfig20190925',
    GetPolicy: 'GetPolicy20150331v2',
    ListAliases: 'ListAliases20150331',
    ListEventSourceMappings: 'ListEventSourceMappings20150331',
    ListFunctions: 'ListFunctions20150331',
    ListTags: 'ListTags20170331',
    ListVersionsByFunction: 'ListVersionsByFunction20150331',
    PublishVersion: 'PublishVersion20150331',
    RemovePermission: 'RemovePermission20150331v2',
    UpdateEventSourceMapping: 'UpdateEventSourceMapping20150331',
    UpdateFunctionCode: 'UpdateFunctionCode20150331v2',
    UpdateFunctionConfiguration: 'UpdateFunctionConfiguration20150331v2',
  },
  parameters({ exchange: { wire } }) {
    const found: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(wire.params)) found[lowerFirst(name)] = value;
    for (const name of ['Qualifier', 'FunctionName', 'EventSourceArn']) {
      const value = wire.query.get(name);
      if (value !== undefined) found[lowerFirst(name)] = value;
    }
    const type = wire.headers['x-amz-invocation-type'];
    return type === undefined ? found : { ...found, invocationType: type };
  },
  resources({ exchange: { wire } }, place) {
    const name = wire.params['FunctionName'];
    if (name === undefined || name === '') return [];
    const arn = parseArn(name) === undefined ? lambdaFunctionArn({ ...place, name: bareName(name) }) : name;
    return [{ type: 'AWS::Lambda::Function', arn, accountId: place.account }];
  },
};

/** `name`, `name:qualifier` and `account:function:name` name a function, too. */
function bareName(name: string): string {
  const partial = /^\d{12}:function:([^:]+)/.exec(name)?.[1];
  return partial ?? name.split(':', 1)[0] ?? name;
}
