import { createHash } from 'node:crypto';
import type { Graph, Resource } from '../graph.ts';
import type { Wire, WireMap } from '../protocol/signatures.ts';
import { isWireMap } from '../protocol/signatures.ts';
import { canonicalJson } from '../check/canonical-json.ts';
import { sealProperties, unsealProperties } from './secret-values.ts';
import type { SecretCodec } from './secret-values.ts';

/**
 * A graph in the shape of Pulumi's checkpoint version 3 (pulumi/pulumi sdk/go/common/apitype/core.go, ResourceV3). What Pulumi has
 * no field for stands under `palisade`, which it ignores.
 */
export function writeCheckpoint(graph: Graph, time: string, codec: SecretCodec): WireMap {
  const latest: WireMap = {
    manifest: { time, magic: createHash('sha256').update(version).digest('hex'), version },
    secrets_providers: { type: 'palisade' },
    resources: graph.resources.map((resource) => writeResource(resource, codec)),
    pending_operations: [],
    metadata: {},
    palisade: {
      seed: graph.seed,
      outputs: sealProperties(graph.outputs, graph.secretOutputs, 'stack', codec),
    },
  };
  const stack = `${graph.organization}/${graph.project}/${graph.stack}`;
  return { version: 3, checkpoint: { stack, config: {}, latest }, checksum: checksum(latest) };
}

const version = 'palisade-1';

/** Throws an Error saying what is wrong with the document. */
export function readCheckpoint(document: Wire, codec: SecretCodec): Graph {
  const root = map(document, 'the document');
  if (root['version'] !== 3) throw new Error(`its version is ${JSON.stringify(root['version'])}, not 3`);
  const checkpoint = map(root['checkpoint'], 'checkpoint');
  const latest = map(checkpoint['latest'], 'checkpoint.latest');
  if (root['checksum'] !== checksum(latest)) throw new Error('its content does not match its checksum');
  const [organization = '', project = '', stack = ''] = text(checkpoint['stack'], 'checkpoint.stack').split('/');
  const own = map(latest['palisade'], 'palisade');
  const { properties: outputs, secrets: secretOutputs } = unsealProperties(
    map(own['outputs'], 'outputs'),
    'stack',
    codec,
  );
  return {
    organization,
    project,
    stack,
    seed: text(own['seed'], 'seed'),
    resources: list(latest['resources'], 'resources').map((resource) => readResource(map(resource, 'resource'), codec)),
    outputs,
    secretOutputs,
  };
}

function checksum(latest: WireMap): string {
  return createHash('sha256').update(canonicalJson(latest)).digest('hex');
}

function writeResource(resource: Resource, codec: SecretCodec): WireMap {
  const { urn, type, name, custom, external, id, parent, provider, deletedWith, aliases } = resource;
  const { identity, generated, importId, replacementTrigger, deleteBeforeReplace } = resource;
  return {
    urn,
    custom,
    ...(custom && { id }),
    type,
    inputs: sealProperties(resource.inputs, resource.secretInputs, `${urn}/inputs`, codec),
    outputs: sealProperties(resource.outputs, resource.secretOutputs, `${urn}/outputs`, codec),
    ...(parent !== undefined && { parent }),
    ...(provider !== undefined && { provider }),
    ...(external && { external }),
    ...(resource.protect && { protect: true }),
    ...(resource.retainOnDelete && { retainOnDelete: true }),
    ...(deletedWith !== undefined && { deletedWith }),
    ...(importId !== undefined && { importID: importId }),
    dependencies: resource.dependencies,
    propertyDependencies: resource.propertyDependencies as WireMap,
    ...(aliases !== undefined && { aliases }),
    palisade: {
      name,
      ...(identity !== undefined && { identity }),
      ...(generated !== undefined && { generated }),
      ...(replacementTrigger !== undefined && { replacementTrigger }),
      ...(deleteBeforeReplace !== undefined && { deleteBeforeReplace }),
    },
  };
}

function readResource(wire: WireMap, codec: SecretCodec): Resource {
  const urn = text(wire['urn'], 'urn');
  const own = map(wire['palisade'], `palisade of ${urn}`);
  const inputs = unsealProperties(map(wire['inputs'], `inputs of ${urn}`), `${urn}/inputs`, codec);
  const outputs = unsealProperties(map(wire['outputs'], `outputs of ${urn}`), `${urn}/outputs`, codec);
  const optionalText = (from: WireMap, name: string): Record<string, string> =>
    from[name] === undefined ? {} : { [name]: text(from[name], `${name} of ${urn}`) };
  const custom = wire['custom'] === true;
  return {
    urn,
    type: text(wire['type'], `type of ${urn}`),
    name: text(own['name'], `name of ${urn}`),
    custom,
    external: wire['external'] === true,
    id: custom ? text(wire['id'], `id of ${urn}`) : '',
    ...optionalText(wire, 'parent'),
    ...optionalText(wire, 'provider'),
    ...optionalText(wire, 'deletedWith'),
    ...(wire['importID'] !== undefined && { importId: text(wire['importID'], `importID of ${urn}`) }),
    ...optionalText(own, 'identity'),
    ...optionalText(own, 'replacementTrigger'),
    inputs: inputs.properties,
    outputs: outputs.properties,
    secretInputs: inputs.secrets,
    secretOutputs: outputs.secrets,
    dependencies: texts(wire['dependencies'], `dependencies of ${urn}`),
    propertyDependencies: Object.fromEntries(
      Object.entries(map(wire['propertyDependencies'], `propertyDependencies of ${urn}`)).map(([name, urns]) => [
        name,
        texts(urns, `propertyDependencies of ${urn}`),
      ]),
    ),
    protect: wire['protect'] === true,
    retainOnDelete: wire['retainOnDelete'] === true,
    ...(wire['aliases'] !== undefined && { aliases: texts(wire['aliases'], `aliases of ${urn}`) }),
    ...(own['generated'] !== undefined && { generated: texts(own['generated'], `generated of ${urn}`) }),
    ...(own['deleteBeforeReplace'] !== undefined && { deleteBeforeReplace: own['deleteBeforeReplace'] === true }),
  };
}

function map(value: Wire | undefined, what: string): WireMap {
  if (!isWireMap(value)) throw new Error(`${what} is missing or no object`);
  return value;
}

function list(value: Wire | undefined, what: string): readonly Wire[] {
  if (!Array.isArray(value)) throw new Error(`${what} is missing or no list`);
  return value as readonly Wire[];
}

function text(value: Wire | undefined, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} is missing or no text`);
  return value;
}

function texts(value: Wire | undefined, what: string): string[] {
  return list(value, what).map((item) => text(item, what));
}
