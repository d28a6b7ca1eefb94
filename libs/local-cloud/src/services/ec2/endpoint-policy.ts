import { listOf, statementsOf, compilePolicy, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import { checkDocument } from '../../kernel/policy-document.ts';

/** What AWS attaches when the program gives no policy: everybody may do everything. */
export const fullAccess =
  '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}';

/** Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies". */
const LONGEST_POLICY = 20_480;

export function compileEndpointPolicy(vpcEndpointId: string, policy: string): CompiledPolicy {
  return compilePolicy(JSON.parse(policy) as PolicyDocument, { name: vpcEndpointId, kind: 'endpoint' });
}

/** Problems of an endpoint policy, as CreateVpcEndpoint would find them. */
export function checkEndpointPolicy(policy: string, type: string): readonly string[] {
  if (policy.length > LONGEST_POLICY) {
    return [
      `InvalidPolicyDocument: the policy is ${policy.length} characters long; at most ${LONGEST_POLICY} are allowed`,
    ];
  }
  const { compiled, problems } = checkDocument(policy, { name: 'policy', kind: 'endpoint' });
  if (compiled === undefined) return problems.map(({ message }) => `InvalidPolicyDocument: ${message}`);
  return type === 'Gateway' ? checkGatewayPrincipals(compiled.document) : [];
}

/**
 * A gateway endpoint knows the principal `*` only; an account there means its root user alone, which nobody wants.
 * Source: AWS PrivateLink Guide, "Endpoint policies for gateway endpoints".
 */
function checkGatewayPrincipals(document: PolicyDocument): readonly string[] {
  return statementsOf(document).flatMap((statement, index) => {
    const principal = statement.Principal;
    if (principal === undefined || principal === '*') return [];
    const others = [...listOf(principal.AWS), ...listOf(principal.Service), ...listOf(principal.Federated)].filter(
      (name) => name !== '*',
    );
    if (others.length === 0) return [];
    return [
      `InvalidPolicyDocument: statement ${statement.Sid ?? `#${index}`} names the principal ${others.join(', ')}: in the policy of a ` +
        'gateway endpoint Principal must be "*". Restrict callers with the condition key aws:PrincipalArn instead.',
    ];
  });
}
