import { readGoal } from '../registration/goal.ts';
import { invoke } from '../registration/invoke.ts';
import { readResource } from '../registration/read-resource.ts';
import { registerOutputs } from '../registration/register-outputs.ts';
import { registerResource } from '../registration/register-resource.ts';
import type { Registration } from '../registration/register-resource.ts';
import type { RunState } from '../registration/run-state.ts';
import { encodeProperties } from './encode.ts';
import { GrpcError, grpcStatus } from './grpc-frame.ts';
import type { UnaryHandler } from './grpc-server.ts';
import { callbackMessages, Empty, resourceMessages } from './messages.ts';
import type { callback, struct } from './messages.ts';
import { unknownValue } from './signatures.ts';
import { toStruct } from './struct.ts';

const messages = resourceMessages;
const { ResourceMonitorFeature: feature, Result: result } = messages;

/** What the engine says it can do. Whatever is not here, the SDK refuses itself with a clear message. */
const features = [
  feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  feature.RESOURCE_MONITOR_FEATURE_INVOKE_DEPENDS_ON,
];

/** The same for SDKs that ask feature by feature. */
const featureNames = new Set([
  'secrets',
  'resourceReferences',
  'outputValues',
  'aliasSpecs',
  'deletedWith',
  'replaceWith',
  'transforms',
  'invokeTransforms',
  'resourceHooks',
]);

/** Pulumi's ResourceMonitor service, as one run of a program sees it. */
export function resourceMonitor(state: RunState): ReadonlyMap<string, UnaryHandler> {
  const { deployment } = state;
  const handlers: Record<string, UnaryHandler> = {
    GetDeploymentInfo: async () => {
      const info = new messages.DeploymentInfo();
      info.setProject(deployment.project);
      info.setStack(deployment.stack);
      info.setOrganization(deployment.organization);
      info.setDryrun(deployment.dryRun);
      info.setConfigsecretkeysList([...deployment.secretKeys]);
      info.setSupportedfeaturesList([...features]);
      return info.serializeBinary();
    },
    SupportsFeature: async (bytes) => {
      const response = new messages.SupportsFeatureResponse();
      response.setHassupport(featureNames.has(messages.SupportsFeatureRequest.deserializeBinary(bytes).getId()));
      return response.serializeBinary();
    },
    RegisterResource: async (bytes) => {
      const request = messages.RegisterResourceRequest.deserializeBinary(bytes);
      const registration = await registerResource(state, readGoal(request));
      return answerRegistration(state, registration, request.getSupportsresultreporting()).serializeBinary();
    },
    RegisterResourceOutputs: async (bytes) => {
      await registerOutputs(state, messages.RegisterResourceOutputsRequest.deserializeBinary(bytes));
      return empty();
    },
    ReadResource: async (bytes) => {
      const registration = readResource(state, messages.ReadResourceRequest.deserializeBinary(bytes));
      const response = new messages.ReadResourceResponse();
      response.setUrn(registration.urn);
      response.setProperties(outputsOf(state, registration));
      response.setUnknown(registration.resource === undefined);
      if (registration.resource === undefined && !deployment.acceptsUnknown) response.setResult(result.FAIL);
      return response.serializeBinary();
    },
    Invoke: async (bytes) => {
      const value = await invoke(state, messages.ResourceInvokeRequest.deserializeBinary(bytes));
      const response = new messages.ResourceInvokeResponse();
      if (value === undefined) response.setUnknown(true);
      else response.setReturn(toStruct(value));
      return response.serializeBinary();
    },
    Call: async (bytes) => {
      const token = messages.ResourceCallRequest.deserializeBinary(bytes).getTok();
      throw new GrpcError(grpcStatus.unimplemented, `The method ${token} is not supported by the local cloud.`);
    },
    RegisterStackTransform: async (bytes) => {
      state.stackTransforms.push(callbackMessages.Callback.deserializeBinary(bytes));
      return empty();
    },
    RegisterStackInvokeTransform: async (bytes) => {
      state.invokeTransforms.push(callbackMessages.Callback.deserializeBinary(bytes));
      return empty();
    },
    RegisterResourceHook: async (bytes) => {
      const request = messages.RegisterResourceHookRequest.deserializeBinary(bytes);
      const target = request.getCallback() as callback.Callback;
      const hook = { callback: target, onDryRun: request.getOnDryRun(), ignoreErrors: request.getIgnoreErrors() };
      state.hooks.set(request.getName(), hook);
      return empty();
    },
    SignalAndWaitForShutdown: async () => {
      state.signalled = true;
      return empty();
    },
  };
  return new Map(Object.entries(handlers).map(([name, handler]) => [`/pulumirpc.ResourceMonitor/${name}`, handler]));
}

function answerRegistration(
  state: RunState,
  registration: Registration,
  reportsResults: boolean,
): InstanceType<typeof messages.RegisterResourceResponse> {
  const { urn, resource } = registration;
  const response = new messages.RegisterResourceResponse();
  response.setUrn(urn);
  if (resource === undefined) {
    // The program goes on with outputs that are not known, so that everything else that is wrong comes out in the same run.
    if (state.deployment.acceptsUnknown || state.deployment.dryRun) response.setUnknown(true);
    else if (reportsResults) response.setResult(result.FAIL);
    else throw new GrpcError(grpcStatus.unknown, problemsOf(state, urn));
    return response;
  }
  response.setId(resource.id === unknownValue ? '' : resource.id);
  // A component's outputs are set by its own constructor, never by the engine.
  if (resource.custom) response.setObject(outputsOf(state, registration));
  return response;
}

function problemsOf({ problems }: RunState, urn: string): string {
  const own = problems.filter((problem) => problem.urn === urn).map(({ message }) => message);
  return own.length > 0 ? own.join('; ') : 'it depends on a resource that failed';
}

function outputsOf(state: RunState, { resource }: Registration): struct.Struct {
  if (resource === undefined) return toStruct({});
  return toStruct(
    encodeProperties(resource.outputs, resource.secretOutputs, (asset) => state.assetForms.get(asset.hash)),
  );
}

function empty(): Uint8Array {
  return new Empty().serializeBinary();
}
