import { BODY, COOKIES, HEADERS, QUERY_ARGUMENTS, URI_PATH } from './fields.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { matches, rulesOf, sqli } from './statements.ts';

const rule = rulesOf('sql-database');

/** Space and comments between SQL's words. */
const GAP = '(?:[\\s\\x00+()]|/\\*[^*]*\\*/)+';

/** SQL that gives itself away by its words alone, wherever it stands. */
const EXTENDED_PATTERNS: readonly string[] = [
  `(?i)\\bunion${GAP}(?:(?:all|distinct)${GAP})?select${GAP}(?:(?:all|distinct|top)${GAP})?(?:null\\b|[\\d'"@*]|[\\w.]+\\s*[,(]|[\\w.]+${GAP}from\\b)|\\bselect${GAP}[\\w.,*@\\s()]+${GAP}from${GAP}(?:information_schema|pg_catalog|pg_shadow|sysobjects|syscolumns|sqlite_master|mysql\\.user|all_tables)`,
  '(?i)\\b(?:pg_sleep|load_file|extractvalue|updatexml|randomblob|dbms_pipe\\.receive_message|dbms_lock\\.sleep|utl_http\\.request|utl_inaddr\\.get_host_address|load_extension|pg_read_file|group_concat)\\s*\\(|\\bsleep\\s*\\(\\s*\\d+\\s*\\)|\\bbenchmark\\s*\\(\\s*\\d',
  '(?i)\\bwaitfor\\s+(?:delay|time)\\s+\'|\\bxp_(?:cmdshell|dirtree|fileexist|regread|regwrite)\\b|\\binto\\s+(?:out|dump)file\\s*[\'"]|\\binformation_schema\\s*\\.\\s*\\w|@@(?:version|datadir|hostname|servername)\\b|;\\s*(?:drop|truncate|alter)\\s+(?:table|database|schema)\\s+[\\w.`"]+\\s*(?:;|--|#|$)',
];

/**
 * SQL database.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html#aws-managed-rule-groups-use-case-sql-db
 */
export const sqlDatabase: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesSQLiRuleSet',
  capacity: 200,
  rules: [
    rule('SQLi_QUERYARGUMENTS', 'SQLi_QueryArguments', sqli(QUERY_ARGUMENTS)),
    rule(
      'SQLiExtendedPatterns_QUERYARGUMENTS',
      'SQLiExtendedPatterns_QueryArguments',
      matches(QUERY_ARGUMENTS, EXTENDED_PATTERNS),
    ),
    rule('SQLi_BODY', 'SQLi_Body', sqli(BODY)),
    rule('SQLiExtendedPatterns_BODY', 'SQLiExtendedPatterns_Body', matches(BODY, EXTENDED_PATTERNS)),
    rule('SQLiExtendedPatterns_HEADER', 'SQLiExtendedPatterns_Header', matches(HEADERS, EXTENDED_PATTERNS)),
    rule('SQLiExtendedPatterns_URIPATH', 'SQLiExtendedPatterns_UriPath', matches(URI_PATH, EXTENDED_PATTERNS)),
    rule('SQLi_COOKIE', 'SQLi_Cookie', sqli(COOKIES)),
    rule('SQLi_URIPATH', 'SQLi_URIPath', sqli(URI_PATH)),
  ],
};
