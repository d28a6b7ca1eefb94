import { bucketNameIn } from '../../names.ts';
import type { Stack } from '../blueprint.ts';

/**
 * Names other policies point at. They are fixed before anything is made, which is what keeps role, bucket, endpoint and
 * function from waiting for one another in a circle.
 */
export interface DocumentsNames {
  readonly bucket: string;
  readonly logBucket: string;
  readonly accessLogPrefix: string;
  readonly handler: string;
  readonly handlerLogGroup: string;
  readonly accessLogGroup: string;
  readonly flowLogGroup: string;
}

export function documentsNames({ names, place }: Pick<Stack, 'names' | 'place'>): DocumentsNames {
  return {
    bucket: bucketNameIn(place, names('documents')),
    logBucket: bucketNameIn(place, names('documents-logs')),
    accessLogPrefix: 'documents/',
    handler: names('document-handler'),
    handlerLogGroup: `/aws/lambda/${names('document-handler')}`,
    accessLogGroup: `/aws/apigateway/${names('documents-api')}`,
    flowLogGroup: `/aws/vpc/${names('flow-log')}`,
  };
}
