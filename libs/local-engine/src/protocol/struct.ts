import { Struct, StructValue } from './messages.ts';
import type { struct } from './messages.ts';
import type { Wire, WireMap } from './signatures.ts';

type JavaScriptValue = struct.JavaScriptValue;

export function toStruct(wire: WireMap): struct.Struct {
  return Struct.fromJavaScript(wire as { [property: string]: JavaScriptValue });
}

export function fromStruct(message: struct.Struct | undefined): WireMap {
  return (message?.toJavaScript() ?? {}) as WireMap;
}

export function toStructValue(wire: Wire): struct.Value {
  return StructValue.fromJavaScript(wire as JavaScriptValue);
}
