import { flag, text, textMap } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { TRAIL } from '../resources/trail.ts';
import { readSelectors, type EventSelection } from './event-selection.ts';

/** What the graph says about a trail. */
export interface DeclaredTrail {
  readonly urn: string;
  readonly stack: string;
  /** Another one when the trail was replaced. */
  readonly identity: string | undefined;
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly bucket: string;
  /** '' without one. */
  readonly prefix: string;
  readonly multiRegion: boolean;
  readonly globalEvents: boolean;
  readonly logging: boolean;
  readonly validation: boolean;
  readonly kmsKeyId: string | undefined;
  readonly logs: { readonly groupArn: string; readonly roleArn: string } | undefined;
  readonly selection: EventSelection;
  readonly tags: Readonly<Record<string, string>>;
}

export interface TrailProblem {
  readonly urn: string;
  readonly message: string;
}

const TRAILS_IN_REGION = 5;

/** All trails by ARN, and what is wrong with them together. Source: AWS CloudTrail User Guide, "Quotas in AWS CloudTrail". */
export function declaredTrails(
  view: CloudView,
  accountId: string,
): { readonly trails: ReadonlyMap<string, DeclaredTrail>; readonly problems: readonly TrailProblem[] } {
  const trails = new Map<string, DeclaredTrail>();
  const problems: TrailProblem[] = [];
  for (const { stack, resource } of view.ofType(TRAIL)) {
    const { identity, outputs, urn } = resource;
    const groupArn = text(outputs, 'cloudWatchLogsGroupArn') ?? '';
    const trail: DeclaredTrail = {
      urn,
      stack,
      identity,
      name: text(outputs, 'name') ?? '',
      arn: text(outputs, 'arn') ?? '',
      homeRegion: text(outputs, 'homeRegion') ?? '',
      bucket: text(outputs, 's3BucketName') ?? '',
      prefix: text(outputs, 's3KeyPrefix') ?? '',
      multiRegion: flag(outputs, 'isMultiRegionTrail'),
      globalEvents: flag(outputs, 'includeGlobalServiceEvents'),
      logging: flag(outputs, 'enableLogging'),
      validation: flag(outputs, 'enableLogFileValidation'),
      kmsKeyId: text(outputs, 'kmsKeyId') || undefined,
      logs: groupArn === '' ? undefined : { groupArn, roleArn: text(outputs, 'cloudWatchLogsRoleArn') ?? '' },
      selection: readSelectors(outputs),
      tags: textMap(outputs, 'tagsAll'),
    };
    if (trails.has(trail.arn)) {
      problems.push({
        urn,
        message: `TrailAlreadyExistsException: Trail ${trail.name} already exists for customer: ${accountId}`,
      });
    }
    trails.set(trail.arn, trail);
    const sameRegion = [...trails.values()].filter(({ homeRegion }) => homeRegion === trail.homeRegion).length;
    if (sameRegion > TRAILS_IN_REGION) {
      problems.push({
        urn,
        message: `MaximumNumberOfTrailsExceededException: User: ${accountId} already has ${TRAILS_IN_REGION} trails in ${trail.homeRegion}.`,
      });
    }
  }
  return { trails, problems };
}
