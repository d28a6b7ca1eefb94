import { lambdaFunctionArn, logGroupArn, type RequestPath } from '@palisade/policies';
import type { SecureApiWay } from '../../src/blueprints/secure-api/access-contract.ts';
import type { GraphView } from '../graph-view.ts';
import { overTls } from './world.ts';

/** The ways of the contract as requests to the key carry them. */
export function secureApiPaths(view: GraphView): Readonly<Record<SecureApiWay, RequestPath>> {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const group = view.output('logGroupName');
  const carrying = (context: Readonly<Record<string, string>>): RequestPath => ({
    context: { ...overTls.context, ...context },
  });
  const via = (service: string, region = here.region) => ({
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
    'kms:CallerAccount': here.account,
    // Only CreateGrant carries it, and it is true of whatever a service grants for its caller.
    'kms:GrantIsForAWSResource': 'true',
  });
  const aboutGroup = (name: string) => ({
    'kms:EncryptionContext:aws:logs:arn': logGroupArn({ ...here, group: name }),
  });
  const aboutFunction = (name: string) => ({
    'kms:EncryptionContext:aws:lambda:FunctionArn': lambdaFunctionArn({ ...here, name }),
  });
  return {
    tls: overTls,
    'group-context': carrying(aboutGroup(group)),
    'function-context': carrying(aboutFunction(view.output('functionName'))),
    logs: carrying({ ...via('logs'), ...aboutGroup(group) }),
    'logs-other-group': carrying({ ...via('logs'), ...aboutGroup(`${group}-2`) }),
    'logs-other-region': carrying({ ...via('logs', 'us-east-1'), ...aboutGroup(group) }),
    lambda: carrying({ ...via('lambda'), ...aboutFunction(view.output('functionName')) }),
    'lambda-other-function': carrying({ ...via('lambda'), ...aboutFunction('other') }),
    s3: carrying(via('s3')),
  };
}
