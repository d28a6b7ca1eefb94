import type { Properties, Value } from './graph.ts';
import { childOf, parsePointer } from './pointer.ts';

const shortest = 3;
/** Lines of a secret that has several, such as a private key. */
const shortestLine = 8;

/** Replaces every secret value seen so far, wherever it turns up in a text. Like Pulumi, values under 3 characters are let through. */
export interface SecretMask {
  add(value: Value | undefined): void;
  apply(text: string): string;
}

export function createSecretMask(): SecretMask {
  const secrets = new Set<string>();
  let ordered: string[] | undefined;
  const add = (value: Value | undefined): void => {
    if (value === undefined || value === null || typeof value === 'boolean') return;
    if (typeof value === 'object') {
      for (const child of Object.values(value)) add(child as Value);
      return;
    }
    const text = String(value);
    // Output arrives line by line, and JSON text carries the escaped form.
    const lines = text.split(/\r?\n/).filter((line) => line.length >= shortestLine);
    for (const form of [text, JSON.stringify(text).slice(1, -1), ...lines]) {
      if (form.length >= shortest && form.trim() !== '') secrets.add(form);
    }
    ordered = undefined;
  };
  return {
    add,
    apply: (text) => {
      // Longest first: a secret may be part of another.
      ordered ??= [...secrets].sort((a, b) => b.length - a.length);
      return ordered.reduce((masked, secret) => masked.replaceAll(secret, '[secret]'), text);
    },
  };
}

export function addSecretsAt(mask: SecretMask, properties: Properties, pointers: readonly string[]): void {
  for (const pointer of pointers) {
    mask.add(parsePointer(pointer).reduce<Value | undefined>(childOf, properties));
  }
}
