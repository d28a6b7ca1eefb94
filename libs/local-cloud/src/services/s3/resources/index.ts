import type { ResourceModel } from '@palisade/local-engine';
import { accountPublicAccessBlock } from './account-public-access-block.ts';
import { bucket } from './bucket.ts';
import { bucketLifecycleConfiguration } from './bucket-lifecycle-configuration.ts';
import { bucketLogging } from './bucket-logging.ts';
import { bucketNotification } from './bucket-notification.ts';
import { bucketObject } from './bucket-object.ts';
import { bucketObjectLockConfiguration } from './bucket-object-lock-configuration.ts';
import { bucketOwnershipControls } from './bucket-ownership-controls.ts';
import { bucketPolicy } from './bucket-policy.ts';
import { bucketPublicAccessBlock } from './bucket-public-access-block.ts';
import { bucketServerSideEncryptionConfiguration } from './bucket-server-side-encryption-configuration.ts';
import { bucketVersioning } from './bucket-versioning.ts';
import { replacedTypes } from './replaced-types.ts';

export const resources: readonly ResourceModel[] = [
  accountPublicAccessBlock,
  bucket,
  bucketLifecycleConfiguration,
  bucketLogging,
  bucketNotification,
  bucketObject,
  bucketObjectLockConfiguration,
  bucketOwnershipControls,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketServerSideEncryptionConfiguration,
  bucketVersioning,
  ...replacedTypes,
];
