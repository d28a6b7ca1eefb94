import type { ApiRequest, ApiResponse } from '@palisade/lambda-kit';
import type { StatusReport } from '@palisade/shared-types';

export interface Ports {
  environment: string;
  now(): Date;
}

/** Any path, any method: 200, which time it is here, and what was asked. */
export function reportStatus({ environment, now }: Ports) {
  return async ({ path, method }: ApiRequest<undefined>): Promise<ApiResponse> => {
    const body: StatusReport = {
      message: 'Secure API with KMS-encrypted logs',
      timestamp: now().toISOString(),
      environment,
      path,
      method,
    };
    return { status: 200, body };
  };
}
