import type { Graph } from '@palisade/local-engine';
import { CliError, codeOf } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { askCloud } from './control-client.ts';
import type { ControlReply } from './control-client.ts';
import { cloudLogFile } from './ensure-cloud.ts';
import { failedReply } from './reply-error.ts';

/** Has the cloud deploy `graph` as the stack, or remove the stack. Throws CliError with `refusal` and the reasons. */
export async function changeStack(
  workspace: Workspace,
  stack: string,
  change: { readonly graph: Graph | undefined; readonly refusal: string; readonly signal?: AbortSignal },
): Promise<void> {
  const { graph, refusal, signal } = change;
  const request = { ...(graph && { body: graph }), ...(signal && { signal }) };
  const method = graph === undefined ? 'DELETE' : 'PUT';
  const reply = await askCloud(workspace, method, `stacks/${encodeURIComponent(stack)}`, request).catch(
    (error: unknown): ControlReply => {
      throw lost(workspace, stack, error, signal);
    },
  );
  if (reply.status >= 300) throw failedReply(reply, refusal);
}

function lost(workspace: Workspace, stack: string, error: unknown, signal: AbortSignal | undefined): CliError {
  const what =
    signal?.aborted === true
      ? 'Interrupted before the local cloud answered'
      : `The local cloud ended before it answered (${codeOf(error) ?? String(error)}); its log is ${cloudLogFile(workspace)}`;
  return new CliError(
    `${what}. The stack ${stack} is whole: as it was, or already as it is declared. Run the command again.`,
  );
}
