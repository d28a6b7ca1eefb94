// One cold start, as Lambda's nodejs24.x bootstrap does it: node:http is loaded as CommonJS, never imported, before the
// handler's file is imported. Prints { init, first, rss }: milliseconds to load and of the first request, bytes after it.
process.getBuiltinModule('node:http');

const [file, event] = process.argv.slice(2);
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 30_000 };

async function main() {
  const begin = performance.now();
  const { handler } = await import(file);
  const loaded = performance.now();
  const { statusCode } = await handler(JSON.parse(event), context);
  const answered = performance.now();
  if (statusCode !== 201) throw new Error(`The handler answered ${statusCode}.`);
  const times = { init: loaded - begin, first: answered - loaded, rss: process.memoryUsage.rss() };
  process.stderr.write(JSON.stringify(times), () => process.exit());
}

void main();
