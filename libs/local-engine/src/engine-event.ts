import type { Operation } from './registration/complete-resource.ts';

/** What happens while a program runs, in the order it happens. Secret values are masked in every text. */
export type EngineEvent =
  | {
      readonly kind: 'resource';
      readonly urn: string;
      readonly type: string;
      readonly name: string;
      readonly operation: Operation | 'read';
    }
  /** One line the program printed, without its end. */
  | { readonly kind: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly kind: 'log';
      readonly severity: 'info' | 'warning' | 'error';
      readonly message: string;
      readonly urn?: string;
    };
