import type { ResourceModel } from '@palisade/local-engine';
import { certificate } from './certificate.ts';
import { certificateValidation } from './certificate-validation.ts';

export const resources: readonly ResourceModel[] = [certificate, certificateValidation];
