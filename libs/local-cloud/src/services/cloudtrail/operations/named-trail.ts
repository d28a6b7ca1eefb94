import { cloudTrailArn, parseArn } from '@palisade/policies';
import type { Permission } from '../../../kernel/operation.ts';
import { CloudTrailArnInvalid, InvalidTrailName, TrailNotFound } from '../errors.ts';
import type { CloudtrailState } from '../state.ts';
import type { Trail } from '../trails/trail.ts';

/** Checks what a request calls a trail: its name, or its ARN. */
export function trailName(given: string): string {
  if (given.startsWith('arn:')) {
    const arn = parseArn(given);
    if (arn?.service !== 'cloudtrail' || !arn.resource.startsWith('trail/')) throw new CloudTrailArnInvalid(given);
    return given;
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{2,127}$/.test(given)) {
    throw new InvalidTrailName(
      'Trail name has 3 to 128 letters, digits, periods, underscores and dashes, and begins with a letter or digit.',
    );
  }
  return given;
}

/** The ARN a request means; a name is one of the region, or of a multi-region trail that shows there. */
export function trailArn(given: string, region: string, { host, trails }: CloudtrailState): string {
  if (given.startsWith('arn:')) return given;
  const { accountId: account, partition } = host;
  const here = cloudTrailArn({ partition, region, account, name: given });
  if (trails.has(here)) return here;
  const shadow = [...trails.values()].find(({ declared }) => declared.name === given && declared.multiRegion);
  return shadow?.declared.arn ?? here;
}

/** Throws TrailNotFoundException. */
export function findTrail(given: string, region: string, state: CloudtrailState): Trail {
  const trail = state.trails.get(trailArn(given, region, state));
  if (trail === undefined || !showsIn(trail, region)) throw new TrailNotFound(given, state.host.accountId);
  return trail;
}

/** A multi-region trail shows in every region. */
export const showsIn = ({ declared }: Trail, region: string): boolean =>
  declared.multiRegion || declared.homeRegion === region;

export const onTrail = (action: string, given: string, region: string, state: CloudtrailState): Permission => ({
  action: `cloudtrail:${action}`,
  resource: trailArn(given, region, state),
});
