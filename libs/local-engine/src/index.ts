export type { ArchiveEntry, AssetStore } from './assets/asset-store.ts';
export { openAssetStore } from './assets/asset-store.ts';
export type { EngineEvent } from './engine-event.ts';
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
export { refusedType } from './model.ts';
export type { Plan, Step } from './plan/plan.ts';
export { isUnchanged, planChanges } from './plan/plan.ts';
export type { PropertyChange } from './plan/property-changes.ts';
export type { Project, StackConfig } from './program/project.ts';
export { readProject, readStackConfig } from './program/project.ts';
export type { RunOptions, RunResult } from './program/run-program.ts';
export { runProgram } from './program/run-program.ts';
export {
  archive,
  asset,
  boolean,
  integer,
  json,
  list,
  map,
  number,
  object,
  oneOf,
  refused,
  required,
  string,
} from './shape.ts';
export type { Property, Shape } from './shape.ts';
export { FileLockedError, lockFile } from './state/file-lock.ts';
export type { FileLock } from './state/file-lock.ts';
export type { StackLock } from './state/stack-lock.ts';
export { StackLockedError } from './state/stack-lock.ts';
export type { StateStore } from './state/state-store.ts';
export { openStateStore, StateFileError } from './state/state-store.ts';
