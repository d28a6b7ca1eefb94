import { expect, test } from '@jest/globals';
import type { Catalogue } from '../model.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { runTestProgram, writeProgram } from '../testing/run-test-program.ts';

const BUCKET = 'aws:s3/bucket:Bucket';

/** Buckets with a long name are worth a warning. */
function catalogue(): Catalogue {
  const real = testCatalogue();
  const warnings = ({ bucket }: Readonly<Record<string, unknown>>) =>
    String(bucket).length > 10 ? [`The name ${String(bucket)} is long.`] : [];
  return {
    ...real,
    resource(token) {
      const model = real.resource(token);
      return model !== undefined && token === BUCKET ? { ...model, warnings } : model;
    },
  };
}

const program = writeProgram(`
  const secret = new pulumi.Config().requireSecret('part');
  new aws.s3.Bucket('long', { bucket: pulumi.interpolate\`name-\${secret}\` });
  new aws.s3.Bucket('short', { bucket: 'short' });`);

test.each([false, true])(
  'what a model warns of is told, without secrets, and stops nothing; dryRun: %s',
  async (dryRun) => {
    const options = {
      catalogue: catalogue(),
      dryRun,
      config: { 'aws:region': 'us-east-1', 'test:part': 'opensesame' },
    };
    const run = await runTestProgram(program, { ...options, secretKeys: ['test:part'] });
    expect(run.lines('log')).toEqual([expect.stringMatching(/^The name .* is long\.$/)]);
    expect(run.lines('log')[0]).not.toContain('opensesame');
    expect(run.events).toContainEqual(
      expect.objectContaining({ kind: 'log', severity: 'warning', urn: run.resource(BUCKET, 'long').urn }),
    );
    const again = await runTestProgram(program, { ...options, secretKeys: ['test:part'], previous: run.graph() });
    expect(again.lines('log')).toEqual(run.lines('log'));
  },
);
