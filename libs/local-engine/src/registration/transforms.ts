import { resourceMessages } from '../protocol/messages.ts';
import type { callback, resource } from '../protocol/messages.ts';
import type { Wire, WireMap } from '../protocol/signatures.ts';
import { fromStruct, toStruct, toStructValue } from '../protocol/struct.ts';
import type { Goal, GoalOptions } from './goal.ts';
import { callBack } from './hooks.ts';
import type { RunState } from './run-state.ts';

/** Runs the program's transforms over a resource: its own, then its parents' from the inside out, then the stack's. */
export async function applyTransforms(state: RunState, goal: Goal): Promise<Goal> {
  const transforms = [...goal.transforms, ...parentTransforms(state, goal.parent), ...state.stackTransforms];
  let transformed = goal;
  for (const transform of transforms) transformed = await applyTransform(state, transform, transformed);
  return transformed;
}

function parentTransforms(state: RunState, parent: string): readonly callback.Callback[] {
  if (parent === '') return [];
  return [
    ...(state.transforms.get(parent) ?? []),
    ...parentTransforms(state, state.resources.get(parent)?.parent ?? ''),
  ];
}

async function applyTransform(state: RunState, transform: callback.Callback, goal: Goal): Promise<Goal> {
  const request = new resourceMessages.TransformRequest();
  request.setType(goal.type);
  request.setName(goal.name);
  request.setCustom(goal.custom);
  request.setParent(goal.parent);
  request.setProperties(toStruct(goal.properties));
  request.setOptions(writeOptions(goal.options));
  const reply = resourceMessages.TransformResponse.deserializeBinary(
    await callBack(state, transform, request.serializeBinary()),
  );
  const options = reply.getOptions();
  return {
    ...goal,
    properties: fromStruct(reply.getProperties()),
    options: options === undefined ? goal.options : readOptions(options, goal.options),
  };
}

function writeOptions(options: GoalOptions): resource.TransformResourceOptions {
  const message = new resourceMessages.TransformResourceOptions();
  message.setDependsOnList([...options.dependsOn]);
  if (options.protect !== undefined) message.setProtect(options.protect);
  if (options.retainOnDelete !== undefined) message.setRetainOnDelete(options.retainOnDelete);
  if (options.deleteBeforeReplace !== undefined) message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  message.setIgnoreChangesList([...options.ignoreChanges]);
  message.setReplaceOnChangesList([...options.replaceOnChanges]);
  message.setReplaceWithList([...options.replaceWith]);
  if (options.replacementTrigger !== undefined) {
    message.setReplacementTrigger(toStructValue(options.replacementTrigger));
  }
  message.setAdditionalSecretOutputsList([...options.additionalSecretOutputs]);
  message.setAliasesList([...options.aliases]);
  message.setProvider(options.provider);
  for (const [name, reference] of Object.entries(options.providers)) message.getProvidersMap().set(name, reference);
  message.setVersion(options.version);
  message.setImport(options.importId);
  message.setDeletedWith(options.deletedWith);
  if (options.hooks !== undefined) message.setHooks(options.hooks);
  return message;
}

function readOptions(message: resource.TransformResourceOptions, before: GoalOptions): GoalOptions {
  return {
    ...before,
    dependsOn: message.getDependsOnList(),
    protect: message.hasProtect() ? message.getProtect() : undefined,
    retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
    deleteBeforeReplace: message.hasDeleteBeforeReplace() ? message.getDeleteBeforeReplace() : undefined,
    ignoreChanges: message.getIgnoreChangesList(),
    replaceOnChanges: message.getReplaceOnChangesList(),
    replaceWith: message.getReplaceWithList(),
    replacementTrigger: message.getReplacementTrigger()?.toJavaScript() as Wire | undefined,
    additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
    aliases: message.getAliasesList(),
    provider: message.getProvider(),
    version: message.getVersion(),
    importId: message.getImport(),
    deletedWith: message.getDeletedWith(),
    hooks: message.getHooks(),
  };
}

/** The same for the arguments of provider functions. */
export async function applyInvokeTransforms(
  state: RunState,
  token: string,
  args: WireMap,
  provider: string,
): Promise<{ readonly args: WireMap; readonly provider: string }> {
  let transformed = { args, provider };
  for (const transform of state.invokeTransforms) {
    const options = new resourceMessages.TransformInvokeOptions();
    options.setProvider(transformed.provider);
    const request = new resourceMessages.TransformInvokeRequest();
    request.setToken(token);
    request.setArgs(toStruct(transformed.args));
    request.setOptions(options);
    const reply = resourceMessages.TransformInvokeResponse.deserializeBinary(
      await callBack(state, transform, request.serializeBinary()),
    );
    transformed = {
      args: fromStruct(reply.getArgs()),
      provider: reply.getOptions()?.getProvider() ?? transformed.provider,
    };
  }
  return transformed;
}
