import type { Properties } from '@palisade/local-engine';
import { text, textMap } from '../../../kernel/properties.ts';

/** How the events that match become data points of a metric. */
export interface Transformation {
  readonly name: string;
  readonly namespace: string;
  /** A number, or the field it is in. */
  readonly value: string;
  readonly defaultValue: number | undefined;
  /** Fields by the name of the dimension. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string;
}

/** A data point, as CloudWatch gets it. */
export interface MetricDatum {
  readonly namespace: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

export function readTransformation(properties: Properties): Transformation {
  const defaultValue = text(properties, 'defaultValue');
  return {
    name: text(properties, 'name') ?? '',
    namespace: text(properties, 'namespace') ?? '',
    value: text(properties, 'value') ?? '',
    defaultValue: defaultValue === undefined ? undefined : Number(defaultValue),
    dimensions: textMap(properties, 'dimensions'),
    unit: text(properties, 'unit') ?? 'None',
  };
}

/** Fields a metric takes from its events: that of the value, if it is one, then those of the dimensions. */
export function referencesOf(value: string, dimensions: Readonly<Record<string, string>>): readonly string[] {
  return [...(value.startsWith('$') ? [value] : []), ...Object.values(dimensions)];
}
