import {
  summaryAttributes,
  type DocumentRecord,
  type DocumentSummary,
  type ProcessedDocument,
} from '@palisade/shared-types';

/** What a caller sees of an entry: not where the bytes are, nor what the platform keeps for itself. */
export function documentView(record: DocumentRecord): ProcessedDocument {
  const { documentId, ownerId, status, version, fileName, contentType, size, sha256, metadata } = record;
  const { createdAt, updatedAt, properties, failure } = record;
  return {
    documentId,
    ownerId,
    status,
    version,
    fileName,
    contentType,
    size,
    sha256,
    metadata,
    createdAt,
    updatedAt,
    ...(properties && { properties }),
    ...(failure && { failure }),
  };
}

/** Exactly the summary of an entry, whatever an index projects. */
export function documentSummary(record: DocumentSummary): DocumentSummary {
  return Object.fromEntries(summaryAttributes.map((name) => [name, record[name]])) as unknown as DocumentSummary;
}

/** The entity tag of a version. */
export const eTagOf = ({ version }: Pick<DocumentRecord, 'version'>): string => `"${version}"`;
