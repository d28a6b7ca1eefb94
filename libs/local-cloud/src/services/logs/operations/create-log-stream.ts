import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceAlreadyExists, ServiceUnavailable } from '../errors.ts';
import type { LogsState } from '../state.ts';
import { groupName, streamName } from './input.ts';
import { onStream } from './permission.ts';

export const createLogStream = operation({
  name: 'CreateLogStream',
  parse: ({ input }) => ({ group: groupName(input), stream: streamName(input) }),
  permissions: ({ group, stream }, state: LogsState, region) =>
    onStream('CreateLogStream', state, region, group, stream),
  async run({ group: name, stream }, { region, now }, state) {
    const { stored, logs } = state.group(region, name);
    if (stored.streams.has(stream)) throw new ResourceAlreadyExists('log stream');
    logs.catalogue.addStream(stored, stream, now);
    await logs.catalogue.written().catch((error: unknown) => {
      throw new ServiceUnavailable(error);
    });
    return json({});
  },
});
