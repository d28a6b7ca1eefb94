import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// A web ACL of as many rules as the stack's name says, `rules-37`, of 40 capacity units each: 37 are within what its price includes
// (1,500), 125 the most that AWS takes (5,000).

const count = Number(/^rules-(\d+)$/.exec(pulumi.getStack())?.[1]);
const visibilityConfig = { cloudwatchMetricsEnabled: false, sampledRequestsEnabled: false, metricName: 'none' };

const acl = new aws.wafv2.WebAcl('acl', {
  name: 'e2e-web-acl',
  scope: 'REGIONAL',
  defaultAction: { allow: {} },
  visibilityConfig,
  rules: Array.from({ length: count }, (_, priority) => ({
    name: `rule-${priority}`,
    priority,
    action: { block: {} },
    statement: {
      xssMatchStatement: { fieldToMatch: { queryString: {} }, textTransformations: [{ priority: 0, type: 'NONE' }] },
    },
    visibilityConfig,
  })),
});

export const { capacity } = acl;
