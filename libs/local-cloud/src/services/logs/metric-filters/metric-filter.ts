import type { Scheduler } from '../../../kernel/scheduler.ts';
import { compileFields, type FieldReader } from '../filter/fields.ts';
import type { InputLogEvent } from '../storage/log-event.ts';
import type { DeclaredFilter } from './declared-filters.ts';
import { referencesOf, type MetricDatum } from './transformation.ts';

const MINUTE = 60_000;

/** Turns the events of a group that match into data points. */
export class MetricFilter {
  readonly declared: DeclaredFilter;
  readonly #read: FieldReader<readonly unknown[]>;
  readonly #scheduler: Scheduler;
  readonly #publish: (datum: MetricDatum) => void;
  /** The minute in which events came in last, and whether one of them has matched. */
  #minute = -1;
  #matched = false;

  constructor(declared: DeclaredFilter, scheduler: Scheduler, publish: (datum: MetricDatum) => void) {
    const { pattern, transformation } = declared;
    this.declared = declared;
    this.#read = compileFields(pattern, referencesOf(transformation.value, transformation.dimensions));
    this.#scheduler = scheduler;
    this.#publish = publish;
  }

  /** `now` is when the events came in, milliseconds since the epoch. */
  observe(events: readonly InputLogEvent[], now: number): void {
    this.#beginMinute(Math.floor(now / MINUTE));
    for (const { message, timestamp } of events) {
      const fields = this.#read(message);
      if (fields === undefined) continue;
      this.#matched = true;
      const datum = this.#datum(fields, timestamp);
      if (datum !== undefined) this.#publish(datum);
    }
  }

  /** Undefined if the event lacks the value, or what a dimension is made of. */
  #datum(fields: readonly unknown[], timestamp: number): MetricDatum | undefined {
    const { dimensions: wanted, name, namespace, unit, value: given } = this.declared.transformation;
    const inEvent = given.startsWith('$');
    const value = inEvent ? asNumber(fields[0]) : Number(given);
    if (value === undefined) return undefined;
    const dimensions: Record<string, string> = {};
    for (const [at, dimension] of Object.keys(wanted).entries()) {
      const field = fields[at + (inEvent ? 1 : 0)];
      if (field === undefined || field === null || typeof field === 'object') return undefined;
      dimensions[dimension] = String(field);
    }
    return { namespace, name, value, unit, dimensions, timestamp };
  }

  /** A minute with events of which none matched ends with the default value. */
  #beginMinute(minute: number): void {
    const { defaultValue } = this.declared.transformation;
    if (defaultValue === undefined || minute === this.#minute) return;
    this.#minute = minute;
    this.#matched = false;
    this.#scheduler.at((minute + 1) * MINUTE, () => {
      if (this.#matched || this.#minute !== minute) return;
      const { name, namespace, unit } = this.declared.transformation;
      this.#publish({ namespace, name, value: defaultValue, unit, dimensions: {}, timestamp: minute * MINUTE });
    });
  }
}

function asNumber(field: unknown): number | undefined {
  const value = typeof field === 'string' && field.trim() !== '' ? Number(field) : field;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
