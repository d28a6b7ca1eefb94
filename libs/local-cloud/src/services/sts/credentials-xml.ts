import type { Credentials } from '../../kernel/host.ts';
import type { XmlObject } from '../../kernel/wire.ts';

export function credentialsXml(credentials: Credentials): XmlObject {
  return {
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: `${new Date(credentials.expiration).toISOString().slice(0, 19)}Z`,
  };
}
