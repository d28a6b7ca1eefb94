import type { Statement } from '../statements/statement.ts';
import { managedIpSetArn, type ManagedIpList } from './ip-lists.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { rulesOf } from './statements.ts';

const amazon = rulesOf('amazon-ip-list');
const anonymous = rulesOf('anonymous-ip-list');

const listed = (list: ManagedIpList): Statement => ({ IPSetReferenceStatement: { ARN: managedIpSetArn(list) } });

/**
 * Amazon IP reputation list; its lists are empty unless the user brings some (`ip-lists.ts`).
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-ip-rep.html#aws-managed-rule-groups-ip-rep-amazon
 */
export const amazonIpReputationList: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesAmazonIpReputationList',
  capacity: 25,
  rules: [
    amazon('AWSManagedIPReputationList', 'AWSManagedIPReputationList', listed('AWSManagedIPReputationList')),
    amazon('AWSManagedReconnaissanceList', 'AWSManagedReconnaissanceList', listed('AWSManagedReconnaissanceList')),
    amazon('AWSManagedIPDDoSList', 'AWSManagedIPDDoSList', listed('AWSManagedIPDDoSList'), { Count: {} }),
  ],
};

/**
 * Anonymous IP list; its lists are empty unless the user brings some (`ip-lists.ts`).
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-ip-rep.html#aws-managed-rule-groups-ip-rep-anonymous
 */
export const anonymousIpList: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesAnonymousIpList',
  capacity: 50,
  rules: [
    anonymous('AnonymousIPList', 'AnonymousIPList', listed('AnonymousIPList')),
    anonymous('HostingProviderIPList', 'HostingProviderIPList', listed('HostingProviderIPList')),
  ],
};
