/*
 * What the rules of AWSManagedRulesCommonRuleSet look for, as expressions in AWS's syntax (at most 512 characters each). AWS publishes
 * an example or two of each kind; these lists are ours, after what attacks of that kind look like.
 */

/** Scanners that say who they are. */
export const BAD_BOTS: readonly string[] = [
  '(?i)\\b(?:nessus|nmap|sqlmap|nikto|masscan|zgrab|zmap|dirbuster|gobuster|feroxbuster|wpscan|acunetix|netsparker|invicti|openvas|w3af|havij|jorgee|zmeu|morfeus|muieblackcat|arachni|skipfish|whatweb|fimap|commix|nuclei|ffuf|wfuzz|dirb|sqlninja|webinspect|appscan|joomscan|droopescan|grabber|bsqlbf|golismero|qualysguard|xsstrike|dalfox|jaeles|projectdiscovery|interactsh)\\b',
];

/**
 * Addresses and names of the instance metadata services, in the forms in which a URL may write an IPv4 address. A bare number is taken
 * for an address only where a host stands.
 */
export const EC2_METADATA: readonly string[] = [
  '(?i)\\b169[.-]254[.-]169[.-]254\\b|\\b169\\.254\\.170\\.(?:2|23)\\b|\\b169\\.254\\.43518\\b|\\bfd00:ec2::(?:254|23)\\b|::ffff:(?:0:)?a9fe:a9fe',
  '(?i)//(?:[^/@\\s]*@)?(?:2852039166|0x0*a9fea9fe|025177524776|169\\.16689662|0xa9\\.0*(?:0xfe|254)\\.0*(?:0xa9|169)\\.0*(?:0xfe|254)|0+251\\.0+376\\.0+251\\.0+376|169\\.254\\.0x[0-9a-f]+|0xa9\\.0xfea9fe|0xa9\\.0xfe\\.0xa9fe)(?:[:/?#]|$)',
  '(?i)\\blatest/(?:meta-data|user-data|dynamic/instance-identity|api/token)|\\bmetadata\\.google\\.internal\\b|\\binstance-data\\.ec2\\.internal\\b|computemetadata/v1|\\bmetadata/instance\\?api-version|x-aws-ec2-metadata-token',
];

/** Ways out of a directory, also in overlong UTF-8 and in what two decodings leave, and files that are looked for there. */
export const LOCAL_FILES: readonly string[] = [
  '(?i)(?:^|[^.\\w]|%2f|%5c)(?:\\.|%2e|\\xc0\\xae|\\xe0\\x80\\xae){2}(?:/|\\\\|%2f|%5c|\\xc0\\xaf|\\xc1\\x9c|\\xe0\\x80\\xaf|;/)',
  '(?:^|[/\\\\])\\.\\.$|\\.{3,}[/\\\\]{2}|\\w\\.\\.[/\\\\]\\.\\.[/\\\\]',
  '(?i)/etc/(?:passwd|shadow|group|gshadow|sudoers|master\\.passwd)|/proc/self/|\\bboot\\.ini\\b|\\bwin(?:dows)?[/\\\\](?:win|system)\\.ini\\b|\\b[a-z]:[/\\\\]+(?:windows|winnt|inetpub|boot)\\b|\\\\windows\\\\system32|/windows/system32',
  '(?i)\\b(?:php://(?:filter|input|fd|memory|temp)|phar://|expect://|zip://|compress\\.zlib://|file:///)',
];

/** Extensions of files of the system, of configurations and of copies that are left behind, at the end of a path or value. */
export const RESTRICTED_EXTENSIONS: readonly string[] = [
  '(?i)\\.(?:asa|asax|ascx|axd|backup|bak|bat|cdx|cer|cfg|cmd|cnf|conf|config|csproj|csr|dbf|dll|dos|env|exe|htaccess|htpasswd|htr|htw|ida|idc|idq|ini|licx|lnk|log|mdb|msi|old|orig|pass|pdb|pem|pfx|pif|pol|printer|ps1|pwd|rdb|reg|resources|resx|sav|save|scr|sh|sql|sqlite|sqlitedb|swo|swp|sys|vb|vbproj|vbs|vsdisco|webinfo|wsf)(?:~|%00|\\x00|/)?$',
];

/** Addresses with an IPv4 address for a host, as files to include are given. */
export const REMOTE_FILES: readonly string[] = [
  '(?i)(?:^|[^a-z])(?:https?|ftps?|file|gopher|dict|tftp|sftp|ldaps?)(?::|%3a)[/\\\\]{2,}(?:[^/@\\s]+@)?(?:0x[0-9a-f]{8}\\b|\\d{1,3}(?:\\.\\d{1,3}){3}\\b)',
];
