import { xml } from '../../../kernel/wire.ts';
import { NotConfigured } from '../errors.ts';
import { readConfiguration } from './read-configuration.ts';

/** Source: Amazon S3 API Reference, GetObjectLockConfiguration. */
export const getObjectLockConfiguration = readConfiguration(
  'GetObjectLockConfiguration',
  'object-lock',
  's3:GetBucketObjectLockConfiguration',
  ({ bucket: { name, objectLock } }) => {
    if (objectLock === undefined) {
      throw new NotConfigured(
        'ObjectLockConfigurationNotFoundError',
        'Object Lock configuration does not exist for this bucket',
        name,
      );
    }
    const { defaultRetention: retention } = objectLock;
    return xml('ObjectLockConfiguration', {
      ObjectLockEnabled: 'Enabled',
      ...(retention && {
        Rule: {
          DefaultRetention: {
            Mode: retention.mode,
            ...('days' in retention ? { Days: retention.days } : { Years: retention.years }),
          },
        },
      }),
    });
  },
);
