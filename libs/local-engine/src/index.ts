export type { AssetReference, Graph, Properties, Resource, Value } from './graph.ts';
export { isAssetReference } from './graph.ts';
export type {
  Catalogue,
  FunctionModel,
  ModelContext,
  NameRule,
  Problem,
  ProviderModel,
  ResourceLookup,
  ResourceModel,
} from './model.ts';
export { archive, asset, boolean, integer, json, list, map, number, object, oneOf, required, string } from './shape.ts';
export type { Property, Shape } from './shape.ts';
