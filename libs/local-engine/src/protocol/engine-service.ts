import type { RunState } from '../registration/run-state.ts';
import { stackUrn } from '../urn.ts';
import { GrpcError, grpcStatus } from './grpc-frame.ts';
import type { UnaryHandler } from './grpc-server.ts';
import { Empty, engineMessages } from './messages.ts';
import { logMessage } from '../registration/log.ts';

/** Pulumi's Engine service: what a program logs. */
export function engineService(state: RunState): ReadonlyMap<string, UnaryHandler> {
  const handlers: Record<string, UnaryHandler> = {
    Log: async (bytes) => {
      const request = engineMessages.LogRequest.deserializeBinary(bytes);
      logMessage(state, request.getSeverity(), request.getMessage(), request.getUrn());
      return new Empty().serializeBinary();
    },
    GetRootResource: async () => {
      const response = new engineMessages.GetRootResourceResponse();
      response.setUrn(stackUrn(state.deployment));
      return response.serializeBinary();
    },
    RequirePulumiVersion: async () => {
      throw new GrpcError(
        grpcStatus.unknown,
        'requirePulumiVersion is not supported: the local cloud is no Pulumi CLI.',
      );
    },
    SetRootResource: async () => new engineMessages.SetRootResourceResponse().serializeBinary(),
  };
  return new Map(Object.entries(handlers).map(([name, handler]) => [`/pulumirpc.Engine/${name}`, handler]));
}
