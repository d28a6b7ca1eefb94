import { ask, askWith, attacks, describedAs, pay, type Attack } from './request.ts';

const inBody = (texts: readonly string[]) =>
  Object.fromEntries(texts.map((text) => [`body: ${text}`, describedAs(`sql ${text}`, text)]));
const inQuery = (queries: readonly string[]) =>
  Object.fromEntries(queries.map((query) => [`query: ${query}`, ask(query)]));

/** SQL that the API, which has no SQL behind it, must not even see. */
export const sqlInjection: readonly Attack[] = [
  ...attacks(
    'SQLi_BODY',
    inBody([
      "' or 1=1--",
      "1' OR '1'='1' -- ",
      '1 or 1=1',
      "') or ('1'='1",
      "admin'--",
      "admin'/*",
      '" or ""="',
      "x'; DROP TABLE payments;--",
      "1' order by 10--",
      "' having 1=1--",
      "'||(select password from users limit 1)||'",
      "1' UnIoN/**/aLl/**/SeLeCt/**/1,2,3--",
      "1'/*!50000union*/ /*!50000select*/ 1,2",
      "-1' union select 0x61646d696e,char(97,100)-- -",
      '1 and (select 1 from (select sleep(5))x)',
      "1' and extractvalue(1,concat(0x7e,version()))--",
      "1;waitfor delay '0:0:5'--",
      "'; exec master..xp_cmdshell 'dir'--",
      '’ or 1=1--',
      '＇ or １=１--',
      '%27%20or%201%3D1--',
    ]),
  ),
  ...attacks('SQLi_BODY', {
    'body: quotes as unicode escapes': {
      path: '/process-payment',
      body: '{"transactionId":"corpus-sql-unicode","customerId":"c","amount":1,"description":"\\u0027 or \\u0031=1--"}',
    },
    'body: quotes as character references': describedAs('sql references', '&#39; or 1=1--'),
    'body: in the customer': pay('sql customer', { customerId: "1' or '1'='1" }),
    'body: in metadata': pay('sql metadata', { metadata: { note: "1' or 1=1#" } }),
    'body: in a name of metadata': pay('sql metadata name', { metadata: { "' or 1=1--": 'x' } }),
    'body: in the amount': pay('sql amount', { amount: '1; drop table payments--' }),
    'body: a form': {
      path: '/process-payment',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'customerId=1&note=1%27+or+%271%27%3D%271',
    },
  }),
  ...attacks(
    'SQLi_QUERYARGUMENTS',
    inQuery([
      'id=%27%20or%201=1--',
      'id=1%27+OR+%271%27=%271',
      'id=1%2527%2520or%25201%253D1--',
      'id=%u0027%20or%201=1--',
      'id=1%27%0aor%0a1=1--',
      'id=1%27/**/or/**/1=1%23',
      'id=1%20or%201=1',
      'id=1%27%20and%20sleep(5)%23',
      'id=(select(0)from(select(sleep(5)))v)',
      'id=1%27%20UNION%20SELECT%20NULL,NULL,@@version--%20-',
      'id=1&sort=1%20and%20ascii(substring((select%20database()),1,1))%3E64',
    ]),
  ),
  ...attacks('SQLi_URIPATH', {
    "path: 1' or '1'='1": { path: "/payments/1'%20or%20'1'='1" },
    'path: a comment': { path: '/payments/admin%27--' },
  }),
  ...attacks('SQLi_COOKIE', {
    'cookie: a tautology': askWith({ cookie: "session=1' or '1'='1" }),
    'cookie: encoded': askWith({ cookie: 'theme=dark; session=1%27%20or%201%3D1--' }),
  }),
  ...attacks('SQLiExtendedPatterns_URIPATH', {
    'path: union select': { path: '/payments/1%27%20union%20select%201,2,3--' },
  }),
  ...attacks('SQLiExtendedPatterns_HEADER', {
    'header: user agent': askWith({ 'user-agent': "Mozilla/5.0' and (select 1 from (select sleep(5))x) and '1'='1" }),
    'header: referer': askWith({ referer: 'https://shop.example/?id=1 union all select null,version()--' }),
    'header: forwarded for': askWith({ 'x-forwarded-for': "1' and extractvalue(1,concat(0x7e,user()))--" }),
  }),
  ...attacks('SQLiExtendedPatterns_BODY', {
    'body: in the middle of a sentence': describedAs('sql sentence', 'as agreed xp_cmdshell and more'),
    'body: schema of the database': describedAs('sql schema', 'columns in information_schema.columns please'),
  }),
];
