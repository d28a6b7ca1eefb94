import type { FieldToMatch, TextTransformation, TextTransformationType } from '../statements/statement.ts';
import { transformations } from '../transformations/index.ts';
import { fieldReader, type Content } from './field-reader.ts';
import type { RequestParts } from './request-parts.ts';

type Read = (contents: Contents) => Content;

/** Fields and transformations of a web ACL: the same ones have the same number, so that each is worked out once a request. */
export class Slots {
  readonly reads: Read[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a field after these transformations. */
  of(field: FieldToMatch, steps: readonly TextTransformation[]): number {
    const read = fieldReader(field);
    let slot = this.#number(keyOf(field), ({ parts }) => read(parts));
    for (const { Type } of [...steps].sort((one, other) => one.Priority - other.Priority)) {
      if (Type !== 'NONE') slot = this.#after(slot, Type);
    }
    return slot;
  }

  #after(slot: number, type: TextTransformationType): number {
    const transform = transformations[type];
    return this.#number(`${slot} ${type}`, (contents) => {
      const content = contents.at(slot);
      return { ...content, texts: content.texts.map(transform) };
    });
  }

  #number(key: string, read: Read): number {
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = this.reads.push(read) - 1));
    return number;
  }
}

/** The contents of one request, each worked out when it is first looked at. */
export class Contents {
  readonly parts: RequestParts;
  readonly #reads: readonly Read[];
  readonly #known: (Content | undefined)[] = [];

  constructor(parts: RequestParts, { reads }: Slots) {
    this.parts = parts;
    this.#reads = reads;
  }

  at(slot: number): Content {
    return (this.#known[slot] ??= (this.#reads[slot] as Read)(this));
  }
}

/** Oversize handling belongs to the statement, not to what it reads. */
function keyOf(field: FieldToMatch): string {
  return JSON.stringify(field, (name, value: unknown) => (name === 'OversizeHandling' ? undefined : value));
}
