import { ask, askWith, attacks, pay, type Attack } from './request.ts';

/** Addresses of the services that give a machine its credentials, in the ways an address can be written. */
const ADDRESSES = [
  'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
  'http://169.254.169.254',
  'http://[fd00:ec2::254]/latest/api/token',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://0xa9.0xfe.0xa9.0xfe/',
  'http://0251.0376.0251.0376/',
  'http://user@169.254.169.254/',
  'http://169.254.169.254.nip.io/',
  'http://169.254.170.2/v2/credentials',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://instance-data.ec2.internal/latest/user-data',
] as const;

export const metadataSsrf: readonly Attack[] = [
  ...attacks(
    'EC2MetaDataSSRF_BODY',
    Object.fromEntries(
      ADDRESSES.map((url, index) => [`body: ${url}`, pay(`ssrf ${index}`, { metadata: { callback: url } })]),
    ),
  ),
  ...attacks(
    'EC2MetaDataSSRF_QUERYARGUMENTS',
    Object.fromEntries(ADDRESSES.map((url) => [`query: ${url}`, ask(`url=${encodeURIComponent(url)}`)])),
  ),
  ...attacks('EC2MetaDataSSRF_QUERYARGUMENTS', {
    'query: encoded twice': ask('url=http%253A%252F%252F169%252E254%252E169%252E254%252Flatest'),
  }),
  ...attacks('EC2MetaDataSSRF_URIPATH', {
    'path: through a proxy': { path: '/payments/http:%2f%2f169.254.169.254%2flatest%2fmeta-data' },
    'path: the paths alone': { path: '/latest/meta-data/iam/security-credentials/' },
  }),
  ...attacks('EC2MetaDataSSRF_COOKIE', {
    'cookie: an address': askWith({ cookie: 'next=http://169.254.169.254/latest/user-data' }),
  }),
];
