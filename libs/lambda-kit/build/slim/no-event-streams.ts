import type { Plugin } from 'esbuild';
import { stubModules } from './stub-modules.ts';

/**
 * Leaves out the SDK's event stream codec.
 *
 * Why it is safe: only streaming operations use it (in S3, SelectObjectContent); calling one fails with a sentence.
 * Why it pays: the SDK imports it dynamically, and one dynamic import makes esbuild keep, and wrap, every module behind it.
 */
export function noEventStreams(): Plugin {
  return stubModules({
    name: 'no-event-streams',
    modules: ['@smithy/core/event-streams'],
    contents: `
      const absent = () => {
        throw new Error('Event streams are not in this bundle: leave out noEventStreams() to call a streaming operation.');
      };
      export const eventStreamSerdeProvider = () => ({ serialize: absent, deserialize: absent });
      export const resolveEventStreamSerdeConfig = (input) =>
        Object.assign(input, { eventStreamMarshaller: input.eventStreamSerdeProvider(input) });
      export class EventStreamSerde {
        serializeEventStream() { absent(); }
        deserializeEventStream() { absent(); }
      }`,
  });
}
