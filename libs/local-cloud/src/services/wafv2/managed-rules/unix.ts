import { BODY, HEADERS, QUERY_STRING } from './fields.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { matches, rulesOf } from './statements.ts';

const rule = rulesOf('posix-os');

const COMMAND =
  '(?:ba|z|k|c|da)?sh|cat|chmod|chown|curl|dig|echo|env|find|ftp|gcc|grep|head|host|id|ifconfig|kill|less|ls|mkfifo|nc|ncat|netstat|nslookup|perl|php|ping|printenv|ps|pwd|python[23]?|rm|ruby|sed|sleep|socat|ssh|tail|telnet|touch|uname|wget|whoami';

/** Commands of a shell where a separator, a substitution or a path brings them, and the shell's variables. */
const SHELL_COMMANDS: readonly string[] = [
  `(?i)(?:\\$\\(|\`|<\\()\\s*(?:/(?:usr/)?s?bin/)?(?:${COMMAND})(?:[\\s)\`;|$]|$)`,
  `(?i)(?:;|\\|{1,2}|&{1,2}|\\n|\\r)\\s*(?:/(?:usr/)?s?bin/)?(?:${COMMAND})(?:\\s+[-/.~$'"\\\\*]|\\s+\\d+\\s*$|\\s*[;|&<>#)\`]|\\s*$|\\$\\{?ifs|\\s+https?:|\\s+[\\w-]+\\.[a-z]{2,}\\b)`,
  '(?i)\\becho\\s+\\$\\{?(?:home|path|user|shell|pwd|hostname|ifs|logname)\\b|\\$\\{?ifs\\b|\\(\\)\\s*\\{\\s*:?;?\\s*\\}\\s*;|/(?:usr/)?s?bin/(?:(?:ba|z|k|da)?sh|cat|id|nc|wget|curl|python|perl|uname|whoami|ls)\\b|>\\s*/dev/(?:tcp|udp)/|\\b(?:ba)?sh\\s+-[ci]{1,2}\\s|/dev/tcp/\\d',
];

/**
 * POSIX operating system.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html#aws-managed-rule-groups-use-case-posix-os
 */
export const unix: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesUnixRuleSet',
  capacity: 100,
  rules: [
    rule(
      'UNIXShellCommandsVariables_QUERYSTRING',
      'UNIXShellCommandsVariables_QueryString',
      matches(QUERY_STRING, SHELL_COMMANDS),
    ),
    rule('UNIXShellCommandsVariables_BODY', 'UNIXShellCommandsVariables_Body', matches(BODY, SHELL_COMMANDS)),
    rule('UNIXShellCommandsVariables_HEADER', 'UNIXShellCommandsVariables_Header', matches(HEADERS, SHELL_COMMANDS)),
  ],
};
