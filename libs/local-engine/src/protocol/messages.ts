import { createRequire } from 'node:module';
import type * as alias from '@pulumi/pulumi/proto/alias_pb.js';
import type * as callback from '@pulumi/pulumi/proto/callback_pb.js';
import type * as engine from '@pulumi/pulumi/proto/engine_pb.js';
import type * as provider from '@pulumi/pulumi/proto/provider_pb.js';
import type * as resource from '@pulumi/pulumi/proto/resource_pb.js';
import type * as empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type * as struct from 'google-protobuf/google/protobuf/struct_pb.js';

// The engine's own copy of Pulumi's messages: on the wire every SDK version is the same, so the program's copy is not needed.
const require = createRequire(import.meta.url);
const requireFromSdk = createRequire(require.resolve('@pulumi/pulumi/package.json'));

export const aliasMessages = require('@pulumi/pulumi/proto/alias_pb.js') as typeof alias;
export const callbackMessages = require('@pulumi/pulumi/proto/callback_pb.js') as typeof callback;
export const engineMessages = require('@pulumi/pulumi/proto/engine_pb.js') as typeof engine;
export const providerMessages = require('@pulumi/pulumi/proto/provider_pb.js') as typeof provider;
export const resourceMessages = require('@pulumi/pulumi/proto/resource_pb.js') as typeof resource;
export const { Empty } = requireFromSdk('google-protobuf/google/protobuf/empty_pb.js') as typeof empty;
export const { Struct, Value: StructValue } = requireFromSdk(
  'google-protobuf/google/protobuf/struct_pb.js',
) as typeof struct;

export type { alias, callback, engine, provider, resource, struct };
