import { compiled, named } from '../../access/ask.ts';
import type { AccessModel } from '../../access/model.ts';
import { parseArn } from '../../arn/arn.ts';
import { cryptographicActions } from '../../capabilities/kms/this-key.ts';
import { decide } from '../../evaluate/decide.ts';
import type { AccessRequest } from '../../evaluate/request.ts';
import { servicesNamed } from '../../kinds/callers.ts';
import type { PairFinding, PairRule } from '../pair-rule.ts';
import { unusedAllows } from '../unused-allows.ts';

/** CloudWatch Logs uses a key for the log groups that are encrypted with it, in their region, and for no others. */
export const keyDoesNotFitLogGroup: PairRule = {
  code: 'key-does-not-fit-log-group',
  severity: 'error',
  *check(model) {
    const links = (model.links ?? []).filter((link) => link.type === 'encryption');
    for (const { key, logGroup } of links) {
      const { arn, policy } = named('resource', model.resources, key);
      const region = parseArn(logGroup)?.region ?? '';
      if (parseArn(arn)?.region !== region) {
        yield {
          policy: policy?.name ?? key,
          message: `${arn} is in another region than ${logGroup}. A log group needs a key of its own region.`,
        };
        continue;
      }
      const set = { identity: [], ...(policy && { resource: compiled(policy) }) };
      const refused = uses(model, arn, logGroup).filter((request) => decide(request, set).verdict !== 'Allowed');
      if (refused.length === 0) continue;
      yield {
        policy: policy?.name ?? key,
        message: `logs.${region}.amazonaws.com may not ${refused.map(({ action }) => action).join(', ')} for ${logGroup}, so the group cannot be made. Name it in encryptLogGroups.`,
      };
    }
    for (const { arn, policy } of Object.values(model.resources)) {
      if (policy?.kind !== 'key') continue;
      const requests = links
        .filter(({ key }) => named('resource', model.resources, key).arn === arn)
        .flatMap(({ logGroup }) => uses(model, arn, logGroup));
      const services = new Set(compiled(policy).allows.flatMap(({ source }) => servicesNamed(source.Principal)));
      for (const service of services) {
        if (!/^logs\./.test(service)) continue;
        yield* unusedAllows(policy, service, requests).map((statement): PairFinding => ({
          policy: policy.name,
          statement,
          message: `No log group is encrypted with ${arn} as this statement allows ${service}. Remove it, or correct the group's name.`,
        }));
      }
    }
  },
};

function uses(model: AccessModel, key: string, logGroup: string): readonly AccessRequest[] {
  const { region = '', account = model.account } = parseArn(logGroup) ?? {};
  return cryptographicActions.map((action) => ({
    principal: `logs.${region}.amazonaws.com`,
    action,
    resource: { arn: key, accountId: model.account },
    context: {
      'aws:PrincipalIsAWSService': true,
      'aws:SourceArn': logGroup,
      'aws:SourceAccount': account,
      'kms:EncryptionContext:aws:logs:arn': logGroup,
    },
  }));
}
