import type { Blueprint } from '../blueprint.ts';
import { ProcessingStack } from './processing-stack.ts';
import { readProcessingSettings } from './settings.ts';

/** The document processing platform; see README.md beside this file. */
export const processing: Blueprint = {
  name: 'processing',
  region: 'us-east-1',
  complianceScope: 'none',
  configure(reader) {
    const settings = readProcessingSettings(reader);
    return (stack) => ({
      ...new ProcessingStack(stack.names('processing-stack'), { stack, settings }, { provider: stack.provider })
        .outputs,
    });
  },
};
