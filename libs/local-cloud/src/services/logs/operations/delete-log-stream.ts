import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFound, ServiceUnavailable } from '../errors.ts';
import type { LogsState } from '../state.ts';
import { groupName, streamName } from './input.ts';
import { onStream } from './permission.ts';

export const deleteLogStream = operation({
  name: 'DeleteLogStream',
  parse: ({ input }) => ({ group: groupName(input), stream: streamName(input) }),
  permissions: ({ group, stream }, state: LogsState, region) =>
    onStream('DeleteLogStream', state, region, group, stream),
  async run({ group: name, stream: streamName }, { region }, state) {
    const { stored, logs } = state.group(region, name);
    const stream = stored.streams.get(streamName);
    if (stream === undefined) throw new ResourceNotFound('log stream');
    logs.catalogue.removeStream(stream);
    await logs.catalogue.written().catch((error: unknown) => {
      throw new ServiceUnavailable(error);
    });
    return json({});
  },
});
