import { compiled, named } from '../../access/ask.ts';
import type { AccessModel } from '../../access/model.ts';
import { parseArn } from '../../arn/arn.ts';
import { decide } from '../../evaluate/decide.ts';
import type { PairFinding, PairRule } from '../pair-rule.ts';
import { unusedAllows } from '../unused-allows.ts';
import type { AccessRequest } from '../../evaluate/request.ts';

const service = 'apigateway.amazonaws.com';

/** API Gateway invokes a function for each method that integrates it, and for nothing else. */
export const permissionDoesNotFitIntegration: PairRule = {
  code: 'permission-does-not-fit-integration',
  severity: 'error',
  *check(model) {
    const links = (model.links ?? []).filter((link) => link.type === 'integration');
    for (const link of links) {
      const { arn, policy } = named('resource', model.resources, link.function);
      const request = invocation(model, arn, link.method);
      const decision = decide(request, { identity: [], ...(policy && { resource: compiled(policy) }) });
      if (decision.verdict === 'Allowed') continue;
      yield {
        policy: policy?.name ?? link.function,
        ...(decision.decidedBy && { statement: decision.decidedBy.statement }),
        message: `${service} may not invoke ${arn} for ${link.method}: the method answers 500. Permit it with this SourceArn.`,
      };
    }
    for (const { arn, policy } of Object.values(model.resources)) {
      if (policy?.kind !== 'function') continue;
      const invocations = links
        .filter((link) => named('resource', model.resources, link.function).arn === arn)
        .map(({ method }) => invocation(model, arn, method));
      yield* unusedAllows(policy, service, invocations).map((statement): PairFinding => ({
        policy: policy.name,
        statement,
        message: `No method of an API that integrates ${arn} fits this permission. Remove it, or correct its SourceArn.`,
      }));
    }
  },
};

function invocation(model: AccessModel, functionArn: string, method: string): AccessRequest {
  return {
    principal: service,
    action: 'lambda:InvokeFunction',
    resource: { arn: functionArn, accountId: model.account },
    context: {
      'aws:PrincipalIsAWSService': true,
      'aws:SourceArn': method,
      'aws:SourceAccount': parseArn(method)?.account ?? model.account,
    },
  };
}
