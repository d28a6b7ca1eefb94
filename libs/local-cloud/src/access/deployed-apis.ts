import { executeApiArn, fromJson, type Policy } from '@palisade/policies';
import { text } from '../kernel/properties.ts';
import type { CloudView } from '../kernel/service.ts';
import { REST_API, STAGE } from '../services/apigateway/tokens.ts';
import { takeSnapshot } from '../services/apigateway/snapshot/take-snapshot.ts';

/** A REST API as its graph declares it; what an older deployment still serves is not told. */
export interface DeployedApi {
  readonly stack: string;
  readonly name: string;
  /** `arn:…:execute-api:REGION:ACCOUNT:API`; its stages and methods are below it. */
  readonly executionArn: string;
  readonly policy?: Policy;
  readonly methods: readonly DeployedMethod[];
  /** Functions that authorize callers, by what API Gateway calls itself when it invokes them. */
  readonly authorizers: readonly { readonly arn: string; readonly functionArn: string }[];
}

export interface DeployedMethod {
  /** ARN of what a caller invokes, for one stage. */
  readonly arn: string;
  /** The function behind it, if there is one and API Gateway invokes it in its own name rather than with a role. */
  readonly functionArn?: string;
}

export function deployedApis(view: CloudView): readonly DeployedApi[] {
  return view.ofType(REST_API).flatMap(({ stack, resource }) => {
    const graph = view.stacks.get(stack);
    if (graph === undefined) return [];
    const { authorizers = [], id, methods, name, policy, resources } = takeSnapshot(graph, resource, 0);
    const executionArn = text(resource.outputs, 'executionArn') ?? '';
    const [, partition, , region = '', account = ''] = executionArn.split(':');
    const stages = view.ofType(STAGE).filter((stage) => text(stage.resource.inputs, 'restApi') === id);
    return {
      stack,
      name,
      executionArn,
      ...(policy !== undefined && { policy: fromJson(policy, { name: `policy of API ${name}`, kind: 'api' }) }),
      methods: stages.flatMap((stage) =>
        methods.map(({ httpMethod, integration, resourceId }) => ({
          arn: executeApiArn({
            ...(partition !== undefined && { partition }),
            region,
            account,
            api: id,
            stage: text(stage.resource.outputs, 'stageName') ?? '',
            method: httpMethod === 'ANY' ? '*' : httpMethod,
            path: (resources.find((each) => each.id === resourceId)?.path ?? '/').slice(1),
          }),
          ...(integration.type === 'AWS_PROXY' &&
            integration.credentials === undefined && { functionArn: integration.functionArn }),
        })),
      ),
      authorizers: authorizers
        .filter(({ credentials }) => credentials === undefined)
        .map((each) => ({ arn: `${executionArn}/authorizers/${each.id}`, functionArn: each.functionArn })),
    };
  });
}
