import { text, type GraphView } from '../graph-view.ts';

/** The ARN of a stack's role of that logical name. */
export function roleNamed(view: GraphView, logical: string): string {
  return text(view.one('aws:iam/role:Role', logical), 'arn');
}

/** The role API Gateway writes logs with. Its logical name carries the suffix, since its physical one is generated from it. */
export function apiGatewayLogRole(view: GraphView): string {
  const role = view.all('aws:iam/role:Role').find(({ name }) => name.includes('api-gateway-logs-'));
  if (role === undefined) throw new Error('The stack has no API Gateway log role.');
  return text(role, 'arn');
}
