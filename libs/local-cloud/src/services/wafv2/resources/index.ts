import type { ResourceModel } from '@palisade/local-engine';
import { ipSet } from './ip-set.ts';
import { regexPatternSet } from './regex-pattern-set.ts';
import { ruleGroup } from './rule-group.ts';
import { webAcl } from './web-acl.ts';
import { webAclAssociation } from './web-acl-association.ts';
import { webAclLoggingConfiguration } from './web-acl-logging-configuration.ts';

export const resources: readonly ResourceModel[] = [
  ipSet,
  regexPatternSet,
  ruleGroup,
  webAcl,
  webAclAssociation,
  webAclLoggingConfiguration,
];
