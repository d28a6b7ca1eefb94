// node invoke-package.ts INDEX EVENT: one invocation of a built package, as Lambda loads it. Prints the answer; what the handler
// logs goes to stdout before it.
const [index = '', event = '{}'] = process.argv.slice(2);

const { handler } = (await import(index)) as { handler: (event: object, context: object) => Promise<unknown> };
const context = { awsRequestId: 'lambda-request-id', getRemainingTimeInMillis: () => 10_000 };
const answer = await handler(JSON.parse(event) as object, context);
process.stdout.write(`\n${JSON.stringify(answer)}\n`, () => process.exit());
