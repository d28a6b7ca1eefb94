import { expect, test } from '@jest/globals';
import type { Catalogue, FunctionModel } from '../model.ts';
import { object } from '../shape.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { runTestProgram, writeProgram } from '../testing/run-test-program.ts';

const BUCKET = 'aws:s3/bucket:Bucket';

/** Tells the buckets that it finds here and elsewhere. */
const getBucket: FunctionModel = {
  token: 'aws:s3/getBucket:getBucket',
  inputs: object({}),
  invoke: (_args, { elsewhere, resources }) => ({
    here: resources.ofType(BUCKET).map(({ id }) => id),
    there: elsewhere.ofType(BUCKET).map(({ id }) => id),
    found: elsewhere.byId(BUCKET, 'shared')?.id ?? 'nowhere',
  }),
};
const catalogue: Catalogue = { ...testCatalogue(), function: () => getBucket };

test('functions and models see what other stacks have deployed, and what was retained, but not what they only read', async () => {
  const bucket = (name: string) => `new aws.s3.Bucket('${name}', { bucket: '${name}' });`;
  const other = (await runTestProgram(writeProgram(bucket('shared')), { stack: 'other' })).graph();
  const left = (await runTestProgram(writeProgram(bucket('left-over')), { stack: 'gone' })).graph();
  const reading = { readStack: () => other, listStacks: () => ['other'] };
  const reader = writeProgram("aws.s3.Bucket.get('read', 'shared');");
  const third = (await runTestProgram(reader, { stack: 'third', ...reading })).graph();

  const program = `${bucket('mine-alone')} exports.answer = pulumi.runtime.invoke('aws:s3/getBucket:getBucket', {});`;
  const run = await runTestProgram(writeProgram(program), {
    catalogue,
    listStacks: () => ['dev', 'other', 'third'],
    readStack: (name) => (name === 'other' ? other : name === 'third' ? third : undefined),
    readRetained: () => left.resources.filter(({ type }) => type === BUCKET),
  });
  expect(run.graph().outputs['answer']).toMatchObject({ there: ['left-over', 'shared'], found: 'shared' });
});
