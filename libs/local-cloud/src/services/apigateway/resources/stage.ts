import { boolean, map, object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { restApiStageArn } from '@palisade/policies';
import { block, text, textMap } from '../../../kernel/properties.ts';
import { executionArn } from '../arn.ts';
import { logFormatProblems } from '../logging/log-format.ts';
import { DEPLOYMENT } from './deployment.ts';
import { isDuplicate, unknownApi } from './lookup.ts';

export const STAGE = 'aws:apigateway/stage:Stage';

/** Source: API Gateway API Reference, CreateStage. Caching, canaries and client certificates are not modelled. */
export const stage: ResourceModel = {
  token: STAGE,
  inputs: object({
    restApi: required(string),
    deployment: required(string),
    stageName: required(string),
    description: string,
    accessLogSettings: object({ destinationArn: required(string), format: required(string) }),
    cacheClusterEnabled: oneOf(false),
    tags: map(string),
    variables: map(string),
    xrayTracingEnabled: boolean,
  }),
  replaceOn: ['restApi', 'stageName'],
  check(inputs) {
    const problems: string[] = [];
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(String(inputs['stageName']))) {
      problems.push('BadRequestException: Stage name only allows a-zA-Z0-9_- and has at most 128 characters');
    }
    for (const [name, value] of Object.entries(textMap(inputs, 'variables'))) {
      if (!/^\w+$/.test(name)) problems.push(`BadRequestException: Invalid stage variable name: ${name}`);
      if (!/^[A-Za-z0-9\-._~:/?#&=,]+$/.test(value))
        problems.push(`BadRequestException: Invalid stage variable value of ${name}`);
    }
    const logs = block(inputs, 'accessLogSettings');
    if (logs === undefined) return problems;
    if (!/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:]+(:\*)?$/.test(text(logs, 'destinationArn') ?? '')) {
      problems.push(
        `BadRequestException: Invalid ARN specified in the request. The local cloud delivers access logs to log groups only.`,
      );
    }
    problems.push(...logFormatProblems(text(logs, 'format') ?? ''));
    return problems;
  },
  outputs(inputs, context) {
    const { partition, region, endpoint } = context;
    const [api, name] = [String(inputs['restApi']), String(inputs['stageName'])];
    return {
      id: `ags-${api}-${name}`,
      outputs: {
        arn: restApiStageArn({ partition, region, api, stage: name }),
        executionArn: `${executionArn(context, api)}/${name}`,
        invokeUrl: `${endpoint}/_execute-api/${api}/${name}`,
        webAclArn: '',
      },
    };
  },
  checkInGraph(resource, graph, lookup) {
    const { inputs } = resource;
    const problems = unknownApi(inputs, lookup);
    if (isDuplicate(resource, graph, 'restApi', 'stageName')) problems.push('ConflictException: Stage already exists');
    if (lookup.byId(DEPLOYMENT, String(inputs['deployment']))?.inputs['restApi'] !== inputs['restApi']) {
      problems.push('BadRequestException: Deployment id does not exist');
    }
    return problems;
  },
};
