import type { JsonValue } from '../../../../kernel/wire.ts';
import type { EventTable } from '../event-table.ts';
import { pick, pickReply, textOf } from '../pick.ts';

const NAMES: Readonly<Record<string, string>> = {
  api: 'restApiId',
  authorizer: 'authorizerId',
  deployment: 'deploymentId',
  domain: 'domainName',
  key: 'apiKey',
  method: 'httpMethod',
  model: 'modelName',
  path: 'basePath',
  plan: 'usagePlanId',
  resource: 'resourceId',
  response: 'responseType',
  stage: 'stageName',
  status: 'statusCode',
  validator: 'requestValidatorId',
};

/** Source: API Gateway Developer Guide, "Logging calls to Amazon API Gateway APIs with AWS CloudTrail". */
export const apigateway: EventTable = {
  source: 'apigateway.amazonaws.com',
  management: {
    read: [
      'GetAccount',
      'GetApiKey',
      'GetApiKeys',
      'GetAuthorizer',
      'GetAuthorizers',
      'GetBasePathMapping',
      'GetBasePathMappings',
      'GetDeployment',
      'GetDeployments',
      'GetDomainName',
      'GetDomainNames',
      'GetGatewayResponse',
      'GetGatewayResponses',
      'GetIntegration',
      'GetIntegrationResponse',
      'GetMethod',
      'GetMethodResponse',
      'GetModel',
      'GetModels',
      'GetRequestValidator',
      'GetRequestValidators',
      'GetResource',
      'GetResources',
      'GetRestApi',
      'GetRestApis',
      'GetStage',
      'GetStages',
      'GetTags',
      'GetUsage',
      'GetUsagePlan',
      'GetUsagePlanKey',
      'GetUsagePlanKeys',
      'GetUsagePlans',
    ],
    write: [
      'CreateApiKey',
      'CreateUsagePlanKey',
      'DeleteApiKey',
      'DeleteUsagePlanKey',
      'FlushStageAuthorizersCache',
      'TestInvokeAuthorizer',
      'UpdateApiKey',
    ],
  },
  parameters({ exchange: { wire } }) {
    const found: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(wire.params)) found[NAMES[name] ?? name] = value;
    const includeValue = wire.query.get('includeValue');
    return includeValue === undefined ? found : { ...found, includeValue: includeValue === 'true' };
  },
  response: (call) => pickReply(call, ['id', 'name', 'enabled', 'type']),
};

/** Source: Amazon EC2 Developer Guide, "Log Amazon EC2 API calls using AWS CloudTrail". */
export const ec2: EventTable = {
  source: 'ec2.amazonaws.com',
  management: {
    read: [
      'DescribeAvailabilityZones',
      'DescribeFlowLogs',
      'DescribeInternetGateways',
      'DescribeManagedPrefixLists',
      'DescribeNetworkAcls',
      'DescribeNetworkInterfaces',
      'DescribePrefixLists',
      'DescribeRegions',
      'DescribeRouteTables',
      'DescribeSecurityGroupRules',
      'DescribeSecurityGroups',
      'DescribeSubnets',
      'DescribeTags',
      'DescribeVpcAttribute',
      'DescribeVpcEndpoints',
      'DescribeVpcs',
      'GetManagedPrefixListEntries',
    ],
    write: [],
  },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, [
      'VpcId',
      'SubnetId',
      'GroupId',
      'RouteTableId',
      'VpcEndpointId',
      'NetworkAclId',
      'InstanceId',
      'Attribute',
    ]),
};

/** Source: AWS CloudTrail User Guide, "Logging AWS CloudTrail API calls using AWS CloudTrail". */
export const cloudtrail: EventTable = {
  source: 'cloudtrail.amazonaws.com',
  management: {
    read: [
      'DescribeTrails',
      'GetEventSelectors',
      'GetTrail',
      'GetTrailStatus',
      'ListPublicKeys',
      'ListTags',
      'ListTrails',
      'LookupEvents',
    ],
    write: ['StartLogging', 'StopLogging'],
  },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, ['Name', 'TrailName', 'TrailNameList', 'ResourceIdList', 'IncludeShadowTrails', 'MaxResults']),
  resources({ exchange: { wire } }, { account }) {
    const arn = textOf(wire.input, 'Name');
    return arn?.startsWith('arn:') === true ? [{ type: 'AWS::CloudTrail::Trail', arn, accountId: account }] : [];
  },
};
