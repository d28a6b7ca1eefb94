import type { Properties, Resource } from '../graph.ts';
import { encodeProperties } from '../protocol/encode.ts';
import { callbackMessages, resourceMessages } from '../protocol/messages.ts';
import type { callback, struct } from '../protocol/messages.ts';
import type { WireMap } from '../protocol/signatures.ts';
import { toStruct } from '../protocol/struct.ts';
import type { Operation } from './complete-resource.ts';
import type { Goal } from './goal.ts';
import type { Hook, RunState } from './run-state.ts';

/** Calls a function that lives in the program and answers its serialised reply. */
export function callBack(state: RunState, target: callback.Callback, request: Uint8Array): Promise<Uint8Array> {
  const invocation = new callbackMessages.CallbackInvokeRequest();
  invocation.setToken(target.getToken());
  invocation.setRequest(request);
  return state.callbacks
    .call(target.getTarget(), '/pulumirpc.Callbacks/Invoke', invocation.serializeBinary())
    .then((reply) => callbackMessages.CallbackInvokeResponse.deserializeBinary(reply).getResponse_asU8());
}

/** Runs the resource hooks bound to one step. A failing `before` hook fails the resource, a failing `after` hook warns. */
export async function runHooks(
  state: RunState,
  goal: Goal,
  operation: Operation,
  moment: 'before' | 'after',
  resource: Resource,
  previous: Resource | undefined,
): Promise<void> {
  for (const name of hookNames(goal, operation, moment)) {
    const hook = state.hooks.get(name);
    if (hook === undefined) throw new Error(`The resource hook "${name}" was never registered.`);
    if (state.deployment.dryRun && !hook.onDryRun) continue;
    const failure = await runHook(state, hook, moment, resource, operation === 'update' ? previous : undefined);
    if (failure === '') continue;
    const message = `${moment} hook "${name}" failed: ${failure}`;
    if (moment === 'before' && !hook.ignoreErrors) throw new Error(message);
    state.deployment.onEvent({
      kind: 'log',
      severity: 'warning',
      message: state.mask.apply(message),
      urn: resource.urn,
    });
  }
}

function hookNames(goal: Goal, operation: Operation, moment: 'before' | 'after'): string[] {
  const { hooks } = goal.options;
  if (hooks === undefined || operation === 'same') return [];
  if (operation === 'update') return moment === 'before' ? hooks.getBeforeUpdateList() : hooks.getAfterUpdateList();
  return moment === 'before' ? hooks.getBeforeCreateList() : hooks.getAfterCreateList();
}

async function runHook(
  state: RunState,
  hook: Hook,
  moment: 'before' | 'after',
  resource: Resource,
  previous: Resource | undefined,
): Promise<string> {
  const struct = (properties: Properties, secrets: readonly string[]): struct.Struct =>
    toStruct(encodeProperties(properties, secrets, ({ hash }): WireMap | undefined => state.assetForms.get(hash)));
  const request = new resourceMessages.ResourceHookRequest();
  request.setUrn(resource.urn);
  request.setName(resource.name);
  request.setType(resource.type);
  request.setNewInputs(struct(resource.inputs, resource.secretInputs));
  if (moment === 'after') {
    request.setId(resource.id);
    request.setNewOutputs(struct(resource.outputs, resource.secretOutputs));
  }
  if (previous !== undefined) {
    request.setId(previous.id);
    request.setOldInputs(struct(previous.inputs, previous.secretInputs));
    request.setOldOutputs(struct(previous.outputs, previous.secretOutputs));
  }
  const reply = await callBack(state, hook.callback, request.serializeBinary());
  return resourceMessages.ResourceHookResponse.deserializeBinary(reply).getError();
}
