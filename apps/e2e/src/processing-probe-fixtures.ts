import { processingProbe, type ProcessingProbeOutputs } from './processing-probe.ts';
import { test as base } from './processing-fixtures.ts';

/** Checks of a processing stack with the stack of processing-probe/main.ts beside it. */
export const test = base.extend<object, { readonly beside: ProcessingProbeOutputs }>({
  beside: [async ({ stack }, use) => use(processingProbe.outputs(stack)), { scope: 'worker' }],
});

export {
  documentOf,
  ended,
  expect,
  newClientId,
  newText,
  problemOf,
  refusalOf,
  submit,
} from './processing-fixtures.ts';
