import { ask, askWith, attacks, describedAs, pay, type Attack } from './request.ts';

/** Java that is run by what reads it, and React's flight protocol (CVE-2025-55182). */
export const codeExecution: readonly Attack[] = [
  ...attacks('JavaDeserializationRCE_BODY', {
    'body: runtime': describedAs('java runtime', '(java.lang.Runtime).getRuntime().exec("whoami")'),
    'body: process builder': describedAs('java builder', 'new java.lang.ProcessBuilder("id").start()'),
    'body: a class loader (CVE-2022-22965)': pay('java loader', {
      metadata: { 'class.module.classLoader.resources': 'x' },
    }),
    'body: a serialised object in base64': pay('java base64', {
      metadata: { state: 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==' },
    }),
    'body: a serialised object in hex': pay('java hex', { metadata: { state: 'aced00057372001a6f72672e' } }),
    'body: a gadget': pay('java gadget', { metadata: { '@type': 'com.sun.rowset.JdbcRowSetImpl' } }),
    'body: OGNL': describedAs('java ognl', '%{(#_memberAccess=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS)}'),
  }),
  ...attacks('JavaDeserializationRCE_HEADER', {
    'header: Spring expression (CVE-2022-22963)': askWith({ 'spring.cloud.function.routing-expression': 'T(x)' }),
    'header: runtime': askWith({ 'content-type': '%{(java.lang.Runtime).getRuntime().exec("id")}' }),
    'header: a serialised object in a cookie': askWith({ cookie: 'session=rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA' }),
  }),
  ...attacks('JavaDeserializationRCE_QUERYSTRING', {
    'query: runtime': ask('q=(java.lang.Runtime).getRuntime().exec(%22whoami%22)'),
    'query: a class loader': ask('class.module.classLoader.resources.context.parent.pipeline.first.prefix=x'),
    'query: encoded twice': ask('q=java%252elang%252eProcessBuilder'),
  }),
  ...attacks('JavaDeserializationRCE_URIPATH', {
    'path: runtime': { path: '/payments/(java.lang.Runtime).getRuntime().exec(%22id%22)' },
  }),
  ...attacks('ReactJSRCE_BODY', {
    'body: React flight': {
      path: '/process-payment',
      body: '{"then":"$1:__proto__:then","status":"resolved_model","_response":{"_formData":{"get":"$1:constructor:constructor"}}}',
    },
    'body: React flight in a form': {
      path: '/process-payment',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="0"\r\n\r\n{"then":"$1:__proto__:then"}\r\n--x--\r\n',
    },
  }),
];
