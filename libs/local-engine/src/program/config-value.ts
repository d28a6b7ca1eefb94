import { isMap, isScalar } from 'yaml';
import type { ParsedNode, YAMLMap } from 'yaml';

export interface ConfigEntries {
  readonly config: Record<string, string>;
  readonly secretKeys: string[];
}

/** Reads a `config:` block. Keys without a namespace belong to the project; every value becomes text, as in PULUMI_CONFIG. */
export function readConfigEntries(
  node: unknown,
  project: string,
  file: string,
  of: 'project' | 'stack',
): ConfigEntries {
  const config: Record<string, string> = {};
  const secretKeys: string[] = [];
  if (!isMap(node)) return { config, secretKeys };
  for (const pair of node.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    // `aws:config:region` is how Pulumi wrote `aws:region` once.
    const key = name.includes(':') ? name.replace(/^([^:]+):config:/, '$1:') : `${project}:${name}`;
    const declared = of === 'project' && isMap(pair.value) ? declaration(pair.value) : undefined;
    if (declared?.secret === true) secretKeys.push(key);
    const value = declared === undefined ? pair.value : declared.value;
    if (value === undefined || value === null) continue;
    refuseEncrypted(value, key, file);
    config[key] = configText(value);
  }
  return { config, secretKeys };
}

/** A project may declare a key (type, description, default, secret) instead of giving its value. */
function declaration(map: YAMLMap): { readonly value: unknown; readonly secret: boolean } | undefined {
  const known = ['type', 'description', 'default', 'value', 'secret', 'items'];
  if (!map.items.every((item) => isScalar(item.key) && known.includes(String(item.key.value)))) return undefined;
  return { value: map.get('value', true) ?? map.get('default', true), secret: map.get('secret') === true };
}

function refuseEncrypted(value: unknown, key: string, file: string): void {
  if (JSON.stringify(value)?.includes('"secure":') !== true) return;
  throw new Error(
    `${file}: the value of ${key} is encrypted (secure:), which only Pulumi's secrets provider can read. ` +
      `Give a local stack a plain value made up for it; it is masked in output when Pulumi.yaml declares ${key} with secret: true.`,
  );
}

/** A scalar keeps the text it was written with (an account id keeps its zeros); anything else is JSON. */
export function configText(value: unknown): string {
  if (isScalar(value)) {
    if (typeof value.value === 'string') return value.value;
    const { source } = value as ParsedNode & { readonly source?: string };
    return source ?? String(value.value);
  }
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
