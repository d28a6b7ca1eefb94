import type { ResourceModel } from '@palisade/local-engine';

/** STS has no resources. */
export const resources: readonly ResourceModel[] = [];
