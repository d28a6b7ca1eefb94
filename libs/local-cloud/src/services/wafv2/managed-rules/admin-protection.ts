import { URI_PATH } from './fields.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { matches, rulesOf } from './statements.ts';

const rule = rulesOf('admin-protection');

/** Paths of pages by which servers and applications are administered. */
const ADMIN_PATHS: readonly string[] = [
  '(?i)/(?:sqlmanager|phpmyadmin|pma|adminer(?:\\.php)?|mysqladmin|webadmin|admin(?:istrator|\\.php|/login)?|wp-admin|wp-login\\.php|manager/html|host-manager|jmx-console|web-console|server-(?:status|info)|cpanel|plesk|webmin|sysadmin|siteadmin|myadmin|dbadmin|pgadmin\\d?|phppgadmin|rockmongo|typo3|elmah\\.axd|trace\\.axd)(?:/|$)',
];

/**
 * Admin protection.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html#aws-managed-rule-groups-baseline-admin
 */
export const adminProtection: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesAdminProtectionRuleSet',
  capacity: 100,
  rules: [rule('AdminProtection_URIPATH', 'AdminProtection_URIPath', matches(URI_PATH, ADMIN_PATHS))],
};
