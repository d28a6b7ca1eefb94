import { HEADERS, QUERY_STRING, URI_PATH } from './fields.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { matches, rulesOf } from './statements.ts';

const rule = rulesOf('linux-os');

/** Files of a Linux system that say something about it or hold its secrets. */
const LINUX_FILES: readonly string[] = [
  '(?i)/+proc/+(?:version|self|cpuinfo|meminfo|mounts|net|cmdline|environ|sched_debug|\\d+/)|/+etc/+(?:passwd|shadow|group|gshadow|sudoers|hosts|hostname|issue|fstab|crontab|cron\\.|resolv\\.conf|ssh/|ssl/private|os-release|nginx/|apache2/|httpd/|mysql/|profile|environment|motd|rc\\.)',
  '(?i)/+var/+(?:log/|run/secrets|spool/cron|lib/mlocate)|/+root/+\\.|/+home/[\\w.-]+/+\\.|(?:^|[/\\s=:])\\.(?:bash_history|bashrc|bash_profile|ssh/(?:id_|authorized_keys|known_hosts|config)|aws/credentials|netrc|pgpass)|/+sys/+(?:class|kernel|devices)/|/+dev/+(?:tcp|udp|shm|mem|fd)(?:/|$)|/+boot/+(?:grub|vmlinuz)',
];

/**
 * Linux operating system.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html#aws-managed-rule-groups-use-case-linux-os
 */
export const linux: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesLinuxRuleSet',
  capacity: 200,
  rules: [
    rule('LFI_URIPATH', 'LFI_URIPath', matches(URI_PATH, LINUX_FILES)),
    rule('LFI_QUERYSTRING', 'LFI_QueryString', matches(QUERY_STRING, LINUX_FILES)),
    rule('LFI_HEADER', 'LFI_Header', matches(HEADERS, LINUX_FILES)),
  ],
};
