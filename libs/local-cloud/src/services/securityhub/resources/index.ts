import { refusedType, type ResourceModel } from '@palisade/local-engine';
import { account } from './account.ts';
import { standardsSubscription } from './standards-subscription.ts';

const records = 'Security Hub is a record in the local cloud: no control is evaluated and there are no findings';

export const resources: readonly ResourceModel[] = [
  account,
  standardsSubscription,
  refusedType('aws:securityhub/actionTarget:ActionTarget', records),
  refusedType('aws:securityhub/automationRule:AutomationRule', records),
  refusedType('aws:securityhub/findingAggregator:FindingAggregator', records),
  refusedType('aws:securityhub/insight:Insight', records),
  refusedType('aws:securityhub/standardsControl:StandardsControl', records),
  refusedType('aws:securityhub/standardsControlAssociation:StandardsControlAssociation', records),
];
