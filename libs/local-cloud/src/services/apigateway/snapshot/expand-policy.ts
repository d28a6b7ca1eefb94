import { listOf, statementsOf, type PolicyDocument } from '@palisade/policies';

const SHORTHAND = 'execute-api:/';

/**
 * In an API's resource policy `execute-api:/stage/METHOD/path` stands for the full ARN within this API.
 * Source: API Gateway Developer Guide, "API Gateway resource policy examples".
 */
export function expandPolicy(policy: string, executionArn: string): string {
  const document = JSON.parse(policy) as PolicyDocument;
  const expand = (resource: string) =>
    resource.startsWith(SHORTHAND) ? `${executionArn}/${resource.slice(SHORTHAND.length)}` : resource;
  const Statement = statementsOf(document).map((statement) => ({
    ...statement,
    ...(statement.Resource !== undefined && { Resource: listOf(statement.Resource).map(expand) }),
    ...(statement.NotResource !== undefined && { NotResource: listOf(statement.NotResource).map(expand) }),
  }));
  return JSON.stringify({ ...document, Statement });
}
