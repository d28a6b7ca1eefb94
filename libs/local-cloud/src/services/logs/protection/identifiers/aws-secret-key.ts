import type { Detector } from '../detector.ts';
import { keywords, nearKeyword } from '../keywords.ts';

/** 40 characters of base64 by themselves. */
const KEY = /(?<![A-Za-z\d/+=])[A-Za-z\d/+=]{40}(?![A-Za-z\d/+=])/g;

/** Source: CloudWatch Logs User Guide, "Credentials". */
export const awsSecretKey: Detector = {
  name: 'AwsSecretKey',
  find: nearKeyword(
    KEY,
    keywords('aws_secret_access_key', 'credentials', 'secret access key', 'secret key', 'set-awscredential'),
  ),
};
