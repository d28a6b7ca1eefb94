import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One cold start: load and first request in milliseconds, memory after it in bytes. */
export interface Sample {
  init: number;
  first: number;
  rss: number;
}

/** Lambda's own flags for a function of 512 MB. */
const BOOTSTRAP = [
  '--expose-gc',
  '--max-http-header-size=81920',
  '--max-semi-space-size=16',
  '--max-old-space-size=460',
];

const event = {
  httpMethod: 'POST',
  resource: '/documents',
  headers: { 'content-type': 'application/json' },
  requestContext: { requestId: 'bench', identity: {} },
  body: JSON.stringify({ fileName: 'a.txt', contentType: 'text/plain', content: 'x'.repeat(1024) }),
};

/**
 * Cold-starts every file `rounds` times, each in a fresh process, interleaved and with the order turned round every other
 * round, against an S3 on loopback that takes everything. Only ratios of one call compare: the machine drifts.
 */
export async function measureColdStarts(files: readonly string[], rounds: number): Promise<Sample[][]> {
  const s3 = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.setHeader('x-amz-version-id', 'bench').end());
  });
  await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve));
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_SESSION_TOKEN: 'bench',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(s3.address() as AddressInfo).port}`,
    BUCKET_NAME: 'bench',
    HOME: '/nonexistent',
  };
  const samples: Sample[][] = files.map(() => []);
  try {
    for (let round = 0; round <= rounds; round++) {
      const order = [...files.keys()];
      for (const index of round % 2 ? order.reverse() : order) {
        const sample = await startOnce(files[index] ?? '', env);
        // The first round only fills the page cache.
        if (round > 0) samples[index]?.push(sample);
      }
    }
  } finally {
    s3.close();
    s3.closeAllConnections();
  }
  return samples;
}

async function startOnce(file: string, env: Record<string, string>): Promise<Sample> {
  const child = join(import.meta.dirname, 'start-once.cjs');
  const { stderr } = await promisify(execFile)(process.execPath, [...BOOTSTRAP, child, file, JSON.stringify(event)], {
    env,
  });
  return JSON.parse(stderr) as Sample;
}
