// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import { denyInsecureTransport, bucketPolicy, identityPolicy, putObject, toJson } from '@palisade/policies';

/** What the uploader may do: exactly one API call, on exactly one prefix of one bucket. */
export const uploader = identityPolicy('uploader', [putObject({ bucket: 'acme-uploads', keys: 'incoming/*' })]);

/** What the bucket forbids to everybody. */
export const uploads = bucketPolicy({ bucket: 'acme-uploads' }, [denyInsecureTransport({ bucket: 'acme-uploads' })]);

/** What AWS gets, for `new aws.iam.Policy('uploader', { policy: uploaderJson })`. */
export const uploaderJson = toJson(uploader);
