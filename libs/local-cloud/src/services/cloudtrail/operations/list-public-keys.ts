import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { InvalidTimeRange } from '../errors.ts';
import type { CloudtrailState } from '../state.ts';
import { timestamp } from './input.ts';

/** The key has no end; AWS replaces its own from time to time. */
const YEARS_VALID = 10 * 365 * 86_400;

/** Source: AWS CloudTrail API Reference, ListPublicKeys. */
export const listPublicKeys = operation({
  name: 'ListPublicKeys',
  parse({ input }) {
    const start = timestamp(input, 'StartTime');
    const end = timestamp(input, 'EndTime');
    if (start !== undefined && end !== undefined && start > end) throw new InvalidTimeRange();
    return { end };
  },
  permissions: () => [{ action: 'cloudtrail:ListPublicKeys', resource: '*' }],
  run({ end }, _call, { digestKey }: CloudtrailState) {
    if (digestKey === undefined || (end !== undefined && end < digestKey.validFrom)) return json({ PublicKeyList: [] });
    const from = Math.floor(digestKey.validFrom / 1000);
    return json({
      PublicKeyList: [
        {
          Value: digestKey.publicDer.toString('base64'),
          ValidityStartTime: from,
          ValidityEndTime: from + YEARS_VALID,
          Fingerprint: digestKey.fingerprint,
        },
      ],
    });
  },
});
