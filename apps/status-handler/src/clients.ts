import { createLogger } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

// Built once per execution environment, while the module loads; a wrong configuration stops the start here.

export const config = readConfig(process.env);

export const logger = createLogger('status-handler');
