import { messageOf } from '../errors.ts';
import type { Resource, Value } from '../graph.ts';
import type { resource } from '../protocol/messages.ts';
import { addSecretsAt } from '../secret-mask.ts';
import { readStackReference } from '../stack-reference.ts';
import { makeUrn } from '../urn.ts';
import { unknownValue } from '../protocol/signatures.ts';
import { addProblem, lookup } from './run-state.ts';
import type { RunState } from './run-state.ts';
import type { Registration } from './register-resource.ts';

const stackReferenceType = 'pulumi:pulumi:StackReference';

/** Answers StackReference and `X.get()`: something that exists already and is not managed by this program. */
export function readResource(state: RunState, request: resource.ReadResourceRequest): Registration {
  const { stack, project } = state.deployment;
  const type = request.getType();
  const urn = makeUrn(stack, project, request.getParent(), type, request.getName());
  if (state.claimed.has(urn)) {
    addProblem(state, urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
    return { urn };
  }
  state.claimed.add(urn);
  if (request.getId() === unknownValue) {
    state.unresolved.add(urn);
    return { urn };
  }
  try {
    const found = type === stackReferenceType ? readStack(state, request.getId()) : findExisting(state, request);
    const external: Resource = {
      urn,
      type,
      name: request.getName(),
      custom: true,
      external: true,
      id: request.getId(),
      ...(request.getParent() !== '' && { parent: request.getParent() }),
      ...found,
      dependencies: [...request.getDependenciesList()].sort(),
      propertyDependencies: {},
      protect: false,
      retainOnDelete: false,
    };
    addSecretsAt(state.mask, external.outputs, external.secretOutputs);
    state.resources.set(urn, external);
    state.deployment.onEvent({ kind: 'resource', urn, type, name: external.name, operation: 'read' });
    return { urn, resource: external };
  } catch (error) {
    state.unresolved.add(urn);
    addProblem(state, urn, messageOf(error));
    return { urn };
  }
}

type Found = Pick<Resource, 'inputs' | 'outputs' | 'secretInputs' | 'secretOutputs'> & { readonly provider?: string };

function readStack(state: RunState, reference: string): Found {
  const { readStack: read, listStacks } = state.deployment;
  const { outputs, secretOutputs, secretOutputNames } = readStackReference(reference, read, listStacks);
  const secret = secretOutputs.length > 0;
  return {
    inputs: { name: reference },
    outputs: { name: reference, outputs: outputs as Value, secretOutputNames },
    secretInputs: [],
    // The SDK takes the secret mark off again for outputs that are not among secretOutputNames.
    secretOutputs: secret ? ['/outputs'] : [],
  };
}

/** Looks in this run first, then in what is deployed: this stack's last deployment and every other local stack. */
function findExisting(state: RunState, request: resource.ReadResourceRequest): Found {
  const { deployment } = state;
  const type = request.getType();
  const id = request.getId();
  if (deployment.catalogue.resource(type) === undefined) {
    throw new Error(`${type} is not supported by the local cloud`);
  }
  const here = lookup(() => state.resources).byId(type, id);
  if (here !== undefined) return foundIn(here);
  for (const name of deployment.listStacks()) {
    const graph = name === deployment.stack ? deployment.previous : deployment.readStack(name);
    const found = graph?.resources.find((candidate) => candidate.type === type && candidate.id === id);
    if (found !== undefined) return foundIn(found);
  }
  const retained = deployment.readRetained().find((candidate) => candidate.type === type && candidate.id === id);
  if (retained !== undefined) return foundIn(retained);
  throw new Error(`there is no ${type} with the id "${id}" in any local stack`);
}

function foundIn({ inputs, outputs, secretInputs, secretOutputs, provider }: Resource): Found {
  return { inputs, outputs, secretInputs, secretOutputs, ...(provider !== undefined && { provider }) };
}
