import { readFileSync } from 'node:fs';
import { block, text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { readDeclaredObject, type DeclaredObject } from '../../s3/configuration/declared-object.ts';
import { BUCKET_OBJECT } from '../../s3/resources/bucket-object.ts';
import { BUCKET_VERSIONING } from '../../s3/resources/bucket-versioning.ts';
import { BUCKET } from '../../s3/resources/bucket.ts';
import { TruststoreError } from './truststore.ts';
import type { TruststoreChoice } from './truststore-copies.ts';
import { parseTruststoreUri } from './truststore-uri.ts';

/** Where the content of assets lies. */
export interface AssetFiles {
  assetPath(hash: string): string;
}

/**
 * The object a deployment names as truststore, as S3 has it once the same deployment is through: it may be declared by the very
 * same program.
 *
 * @throws TruststoreError if there is no such object, or not in that version
 */
export function declaredTruststore({ uri, version }: TruststoreChoice, view: CloudView, assets: AssetFiles): Buffer {
  const { bucket = '', key = '' } = parseTruststoreUri(uri) ?? {};
  if (!view.ofType(BUCKET).some(({ resource }) => text(resource.outputs, 'bucket') === bucket)) {
    throw new TruststoreError(`${uri}: the specified bucket does not exist`);
  }
  if (version !== undefined && !isVersioned(bucket, view)) {
    throw new TruststoreError(`${uri}: a truststoreVersion needs a bucket with versioning enabled`);
  }
  const object = objectOf(bucket, key, view);
  if (object === undefined) {
    throw new TruststoreError(
      `${uri}: the specified key does not exist. The local cloud reads truststores that a program declares as a BucketObjectv2.`,
    );
  }
  if (version !== undefined && object.versionId !== version) {
    throw new TruststoreError(
      `${uri}: the specified version ${version} does not exist; declared is ${object.versionId}`,
    );
  }
  return contentOf(object, assets);
}

function isVersioned(bucket: string, view: CloudView): boolean {
  return view.ofType(BUCKET_VERSIONING).some(({ resource: { inputs } }) => {
    const status = text(block(inputs, 'versioningConfiguration') ?? {}, 'status');
    return text(inputs, 'bucket') === bucket && status === 'Enabled';
  });
}

function objectOf(bucket: string, key: string, view: CloudView): DeclaredObject | undefined {
  const found = view
    .ofType(BUCKET_OBJECT)
    .find(({ resource: { outputs } }) => text(outputs, 'bucket') === bucket && text(outputs, 'key') === key);
  return found && readDeclaredObject(found.resource.urn, found.resource.outputs);
}

function contentOf({ content }: DeclaredObject, assets: AssetFiles): Buffer {
  if (content.kind === 'bytes') return content.bytes;
  try {
    return readFileSync(assets.assetPath(content.hash));
  } catch (cause) {
    throw new TruststoreError('its source is not in the asset store. Deploy again.', { cause });
  }
}
