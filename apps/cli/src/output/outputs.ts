import type { Graph, Properties } from '@palisade/local-engine';

/** Stack outputs with secret values masked. */
export function maskedOutputs({ outputs, secretOutputs }: Graph): Properties {
  const secret = new Set(
    secretOutputs.map((pointer) => pointer.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~')),
  );
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, secret.has(name) ? '[secret]' : value]),
  );
}

export function printOutputs(graph: Graph): void {
  const outputs = Object.entries(maskedOutputs(graph));
  if (outputs.length === 0) return;
  const width = Math.max(...outputs.map(([name]) => name.length));
  console.log('\nOutputs');
  for (const [name, value] of outputs) {
    console.log(`  ${name.padEnd(width)}  ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  }
}
