import { createEventHandler } from '@palisade/lambda-kit';
import { config, logger, sns } from './clients.ts';
import { notify } from './notify.ts';
import { snsTopic } from './sns-topic.ts';

export const handler = createEventHandler({ logger, run: notify({ topic: snsTopic(sns, config.topicArn) }) });
