import { ApplyError, type CloudView } from '../../kernel/service.ts';
import { flag, number, text, textMap } from '../../kernel/properties.ts';
import { LOG_GROUP } from './resources/log-group.ts';

/** What the graph says about a log group. */
export interface DeclaredGroup {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  /** 0: forever. */
  readonly retentionInDays: number;
  readonly deletionProtected: boolean;
  /** ARN of the KMS key that encrypts new events; undefined: they are not encrypted. */
  readonly kmsKeyId: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** All declared groups by `region:name`. Throws ApplyError if two resources claim one name. */
export function declaredGroups(view: CloudView): ReadonlyMap<string, DeclaredGroup> {
  const groups = new Map<string, DeclaredGroup>();
  const problems: { urn: string; message: string }[] = [];
  for (const { stack, resource } of view.ofType(LOG_GROUP)) {
    if (resource.external) continue;
    const { outputs } = resource;
    const group: DeclaredGroup = {
      urn: resource.urn,
      stack,
      region: String(outputs['region']),
      name: String(outputs['name']),
      arn: String(outputs['arn']),
      retentionInDays: number(outputs, 'retentionInDays') ?? 0,
      deletionProtected: flag(outputs, 'deletionProtectionEnabled'),
      kmsKeyId: text(outputs, 'kmsKeyId'),
      tags: textMap(outputs, 'tagsAll'),
    };
    const key = `${group.region}:${group.name}`;
    const other = groups.get(key);
    if (other !== undefined) {
      problems.push({
        urn: group.urn,
        message: `ResourceAlreadyExistsException: The specified log group already exists: ${group.name} is declared by ${other.urn}.`,
      });
    }
    groups.set(key, group);
  }
  if (problems.length > 0) throw new ApplyError(problems);
  return groups;
}
