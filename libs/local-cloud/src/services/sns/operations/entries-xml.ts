import type { XmlObject } from '../../../kernel/wire.ts';

/** A map as the query protocol of SNS writes it; what is undefined is left out. */
export function entriesXml(map: Readonly<Record<string, string | undefined>>): XmlObject {
  return {
    entry: Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : { key, value })),
  };
}
