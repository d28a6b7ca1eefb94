import type { alias, callback, resource } from '../protocol/messages.ts';
import type { Wire, WireMap } from '../protocol/signatures.ts';

/** A RegisterResource request as the engine works with it; transforms change it before anything is looked at. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly remote: boolean;
  readonly properties: WireMap;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: GoalOptions;
  readonly transforms: readonly callback.Callback[];
}

export interface GoalOptions {
  readonly provider: string;
  readonly providers: Readonly<Record<string, string>>;
  readonly version: string;
  readonly dependsOn: readonly string[];
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly deleteBeforeReplace: boolean | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly replaceWith: readonly string[];
  readonly replacementTrigger: Wire | undefined;
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly alias.Alias[];
  readonly importId: string;
  readonly deletedWith: string;
  readonly hooks: resource.RegisterResourceRequest.ResourceHooksBinding | undefined;
  /** Options nothing but a refusal can answer, by their names in the SDK. */
  readonly unsupported: readonly string[];
}

export function readGoal(request: resource.RegisterResourceRequest): Goal {
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, name) => {
    propertyDependencies[name] = dependencies.getUrnsList();
  });
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    remote: request.getRemote(),
    properties: (request.getObject()?.toJavaScript() ?? {}) as WireMap,
    propertyDependencies,
    options: {
      provider: request.getProvider(),
      providers: Object.fromEntries(request.getProvidersMap().getEntryList()),
      version: request.getVersion(),
      dependsOn: request.getDependenciesList(),
      protect: request.hasProtect() ? request.getProtect() : undefined,
      retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
      deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
      ignoreChanges: request.getIgnorechangesList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      replaceWith: request.getReplaceWithList(),
      replacementTrigger: request.getReplacementTrigger()?.toJavaScript() as Wire | undefined,
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      aliases: request.getAliasesList(),
      importId: request.getImportid(),
      deletedWith: request.getDeletedwith(),
      hooks: request.getHooks(),
      unsupported: [
        ...(request.getEnvvarmappingsMap().getLength() > 0 ? ['envVarMappings'] : []),
        ...(request.getStateMigrationsList().length > 0 ? ['stateMigrations'] : []),
      ],
    },
    transforms: request.getTransformsList(),
  };
}
