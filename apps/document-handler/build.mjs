import { join } from 'node:path';
import { bundleHandler } from '@palisade/lambda-kit/build';

await bundleHandler({ entry: join(import.meta.dirname, 'src/handler.ts'), outdir: join(import.meta.dirname, 'dist') });
