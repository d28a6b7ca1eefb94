import { askWith, attacks, type Attack } from './request.ts';

const AGENTS = [
  'sqlmap/1.8#stable (https://sqlmap.org)',
  'Mozilla/5.00 (Nikto/2.5.0)',
  'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)',
  'Mozilla/4.0 (compatible; MSIE 6.0; Nessus)',
  'masscan/1.3',
  'gobuster/3.6',
  'Wfuzz/3.1.0',
  'Mozilla/5.0 zgrab/0.x',
  'Nuclei - Open-source project (github.com/projectdiscovery/nuclei)',
] as const;

const PATHS = [
  '/WEB-INF/web.xml',
  '/payments/%2fWEB-INF%2fweb.xml',
  '/.git/HEAD',
  '/.env.production',
  '/.aws/credentials',
  '/phpinfo.php',
  '/cgi-bin/test',
  '/actuator/heapdump',
  '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
  '/manager/html',
] as const;

/** Programs that look for holes: by what they call themselves, what they do not say, and where they look. */
export const scanners: readonly Attack[] = [
  ...attacks(
    'UserAgent_BadBots_HEADER',
    Object.fromEntries(AGENTS.map((name) => [name, askWith({ 'user-agent': name })])),
  ),
  ...attacks('NoUserAgent_HEADER', { 'no user agent': askWith({ 'user-agent': undefined }) }),
  ...attacks('ExploitablePaths_URIPATH', Object.fromEntries(PATHS.map((path) => [path, { path }]))),
  ...attacks('PROPFIND_METHOD', { PROPFIND: { method: 'PROPFIND', path: '/payments/corpus' } }),
];
