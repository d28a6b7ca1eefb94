import { messageOf } from '../errors.ts';
import { checkObject } from '../check/check-shape.ts';
import type { Properties, Value } from '../graph.ts';
import { decodeProperties, containsUnknown } from '../protocol/decode.ts';
import { encodeProperties } from '../protocol/encode.ts';
import { GrpcError, grpcStatus } from '../protocol/grpc-frame.ts';
import type { resource } from '../protocol/messages.ts';
import type { WireMap } from '../protocol/signatures.ts';
import { fromStruct } from '../protocol/struct.ts';
import { object, string } from '../shape.ts';
import { readStackReference } from '../stack-reference.ts';
import { stackUrn } from '../urn.ts';
import { findProvider, packageOf, providerSettings } from './provider.ts';
import { addProblem, invokeContext } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { applyInvokeTransforms } from './transforms.ts';

/** The result of a provider function; undefined when it cannot be known because its arguments are not. */
export async function invoke(state: RunState, request: resource.ResourceInvokeRequest): Promise<WireMap | undefined> {
  const token = request.getTok();
  try {
    const { args: wire, provider } = await applyInvokeTransforms(
      state,
      token,
      fromStruct(request.getArgs()),
      request.getProvider(),
    );
    const { properties: args } = await decodeProperties(wire, () => {
      throw new Error('assets are not supported as arguments of a function');
    });
    if (containsUnknown(args) || request.getDependsonList().some((urn) => state.unresolved.has(urn))) return undefined;
    const builtIn = builtIns[token];
    if (builtIn !== undefined) return builtIn(state, args);
    const result = invokeModel(state, token, args, provider, request.getVersion());
    return result === undefined ? undefined : encodeProperties(result, [], () => undefined);
  } catch (error) {
    const message = `${token}: ${messageOf(error)}`;
    addProblem(state, stackUrn(state.deployment), message);
    if (!state.deployment.acceptsUnknown) throw new GrpcError(grpcStatus.unknown, message);
    // As with a faulty resource, the program goes on without the result, so that the rest of it is checked too.
    state.unansweredInvokes = true;
    return undefined;
  }
}

function invokeModel(
  state: RunState,
  token: string,
  args: Properties,
  providerReference: string,
  version: string,
): Properties | undefined {
  const model = state.deployment.catalogue.function(token);
  if (model === undefined) throw new Error('this function is not supported by the local cloud');
  const provider = findProvider(state, providerReference, packageOf(token), version);
  if (provider === undefined) return undefined;
  const settings = providerSettings(state, provider.resource);
  const issues: string[] = [];
  // Every function of the provider takes a region (since version 7).
  const checked = checkObject(object({ region: string, ...model.inputs.properties }), args, '', issues) ?? {};
  if (issues.length > 0) throw new Error(issues.join('; '));
  const region = typeof checked['region'] === 'string' ? checked['region'] : settings.region;
  return model.invoke(checked, invokeContext(state, region));
}

type BuiltIn = (state: RunState, args: Properties) => WireMap;

/** Functions of Pulumi's engine itself (pulumi/pulumi pkg/resource/deploy/builtins.go). */
const builtIns: Readonly<Record<string, BuiltIn>> = {
  'pulumi:pulumi:getResource': (state, args) => {
    const found = state.resources.get(text(args['urn']));
    if (found === undefined) throw new Error(`unknown resource ${text(args['urn'])}`);
    const echo = ({ hash }: { readonly hash: string }): WireMap | undefined => state.assetForms.get(hash);
    return { urn: found.urn, id: found.id, state: encodeProperties(found.outputs, found.secretOutputs, echo) };
  },
  'pulumi:pulumi:readStackOutputs': (state, args) => {
    const name = text(args['name']);
    const { outputs, secretOutputs, secretOutputNames } = readStackReference(
      name,
      state.deployment.readStack,
      state.deployment.listStacks,
    );
    return { name, outputs: encodeProperties(outputs, secretOutputs, () => undefined), secretOutputNames };
  },
};

function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
