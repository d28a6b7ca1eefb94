// node invoke-package.ts INDEX EVENT S3_PORT: one invocation of a built package, as Lambda loads it. Calls to https hosts go to
// the port on loopback. Prints { answer, hosts }; what the handler logs goes to stdout before it.
import http from 'node:http';
import https from 'node:https';

const [index = '', event = '{}', port = ''] = process.argv.slice(2);
const hosts: unknown[] = [];

https.request = ((options: https.RequestOptions, respond: (response: http.IncomingMessage) => void) => {
  hosts.push(options.host);
  const { agent: _https, ...rest } = options;
  return http.request({ ...rest, protocol: 'http:', host: '127.0.0.1', port }, respond);
}) as typeof https.request;

const { handler } = (await import(index)) as { handler: (event: object, context: object) => Promise<unknown> };
const context = { awsRequestId: 'lambda-request-id', getRemainingTimeInMillis: () => 10_000 };
const answer = await handler(JSON.parse(event) as object, context);
process.stdout.write(`\n${JSON.stringify({ answer, hosts })}\n`, () => process.exit());
