import { ask, askWith, attacks, describedAs, pay, type Attack } from './request.ts';

const inBody = (texts: readonly string[]) =>
  Object.fromEntries(texts.map((text) => [`body: ${text}`, describedAs(`xss ${text}`, text)]));
const inQuery = (queries: readonly string[]) =>
  Object.fromEntries(queries.map((query) => [`query: ${query}`, ask(query)]));

/** Script for the browser of whoever looks at a payment. */
export const crossSiteScripting: readonly Attack[] = [
  ...attacks(
    'CrossSiteScripting_BODY',
    inBody([
      '<script>alert("hello")</script>',
      '<ScRiPt >alert(1)</sCrIpT>',
      '<img src=x onerror=alert(1)>',
      '<svg/onload=alert(1)>',
      '<details open ontoggle=alert(1)>',
      '" onmouseover="alert(1)',
      "' autofocus onfocus=alert(1) x='",
      '<a href="java&#9;script:alert(1)">x</a>',
      "<a href='&#106;avascript:alert(1)'>x</a>",
      '<object data=data:text/html;base64,PHNjcmlwdD4=>',
      '<iframe src=//evil.example>',
      'javascript:alert(document.cookie)',
      "';alert(1)//",
      '＜script＞alert(1)＜/script＞',
      '%3Cscript%3Ealert(1)%3C/script%3E',
    ]),
  ),
  ...attacks('CrossSiteScripting_BODY', {
    'body: as unicode escapes': {
      path: '/process-payment',
      body: '{"transactionId":"corpus-xss-unicode","customerId":"c","amount":1,"description":"\\u003cscript\\u003ealert(1)\\u003c/script\\u003e"}',
    },
    'body: in metadata': pay('xss metadata', { metadata: { note: '<body onload=alert(1)>' } }),
    'body: in a name of metadata': pay('xss metadata name', { metadata: { '<script>x</script>': 'x' } }),
  }),
  ...attacks(
    'CrossSiteScripting_QUERYARGUMENTS',
    inQuery([
      'q=%3Cscript%3Ealert(1)%3C/script%3E',
      'q=%253Cscript%253Ealert(1)%253C%252Fscript%253E',
      'q=%u003Cscript%u003Ealert(1)',
      'q=%22%3E%3Csvg%20onload=alert(1)%3E',
      'q=%26lt;script%26gt;alert(1)',
      'next=javascript:alert(1)',
      'q=%22-alert(1)-%22',
    ]),
  ),
  ...attacks('CrossSiteScripting_URIPATH', {
    'path: a script': { path: '/payments/%3Cscript%3Ealert(1)%3C%2Fscript%3E' },
    'path: an image': { path: '/payments/%3Cimg%20src=x%20onerror=alert(1)%3E' },
  }),
  ...attacks('CrossSiteScripting_COOKIE', {
    'cookie: a script': askWith({ cookie: 'theme=<script>alert(1)</script>' }),
    'cookie: encoded': askWith({ cookie: 'a=b; theme=%3Csvg%20onload%3Dalert(1)%3E' }),
  }),
];
