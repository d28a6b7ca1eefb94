import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ApiStage } from '../../components/api-stage.ts';
import { createLogGroup, type LogKeeping } from '../../components/log-group.ts';
import { firewallRules, visible } from './firewall-rules.ts';
import type { Part } from './part.ts';

export interface Firewall {
  readonly id: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** Only behind it may the stage be reached. */
  readonly association: pulumi.Resource;
}

/** The web ACL in front of the stage, and the log of what it blocks and counts. */
export function createFirewall(
  part: Part,
  { keeping, stage }: { readonly keeping: LogKeeping; readonly stage: ApiStage },
  opts: pulumi.CustomResourceOptions,
): Firewall {
  const { physical } = part;
  const acl = new aws.wafv2.WebAcl(
    'waf',
    {
      name: physical.webAcl,
      description: 'OWASP Top 10, rates and sizes, before the payments API',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: firewallRules(part),
      visibilityConfig: visible(physical.webAcl),
      // The most there is: what is beyond it would pass uninspected, so the size rule blocks it.
      associationConfig: { requestBodies: [{ apiGateway: { defaultSizeInspectionLimit: 'KB_64' } }] },
    },
    opts,
  );
  acl.capacity.apply((units) => {
    const finding = capacityFinding(units);
    if (finding !== undefined) void pulumi.log.warn(finding, acl);
  });
  const logs = createLogGroup('waf-logs', physical.wafLogGroup, keeping, opts);
  const logging = new aws.wafv2.WebAclLoggingConfiguration(
    'waf-logging',
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [logs.arn],
      redactedFields: [
        ...['authorization', 'cookie', 'x-api-key'].map((name) => ({ singleHeader: { name } })),
        { queryString: {} },
      ],
      // What passes is in the access log; here is what does not, and what would not if its rule did more than count.
      loggingFilter: {
        defaultBehavior: 'DROP',
        filters: [
          {
            behavior: 'KEEP',
            requirement: 'MEETS_ANY',
            conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
    },
    opts,
  );
  const association = new aws.wafv2.WebAclAssociation(
    'waf-association',
    { resourceArn: stage.arn, webAclArn: acl.arn },
    // WAF takes a while to know a stage, and refuses until then: last of all, when there is least to undo.
    { ...opts, dependsOn: [stage, logging] },
  );
  return { id: acl.id, arn: acl.arn, logGroupName: logs.name, association };
}

/** Web ACL capacity units that the price of a million requests includes; each 500 more cost as much as a third of it again. */
const INCLUDED_UNITS = 1500;

/**
 * What to say of a web ACL that costs more than it must. AWS itself refuses only what is beyond 5,000 units.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
 */
export function capacityFinding(units: number): string | undefined {
  if (units <= INCLUDED_UNITS) return undefined;
  return (
    `The rules of the web ACL use ${units} capacity units; what is beyond ${INCLUDED_UNITS} is charged for each request. ` +
    'Take rules out, or nest fewer of them.'
  );
}
