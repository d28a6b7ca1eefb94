import { apigateway } from '../services/apigateway/index.ts';
import { ec2 } from '../services/ec2/index.ts';
import { iam } from '../services/iam/index.ts';
import { lambda } from '../services/lambda/index.ts';
import { logs } from '../services/logs/index.ts';
import { s3 } from '../services/s3/index.ts';
import { sts } from '../services/sts/index.ts';
import type { Service } from './service.ts';

/** Every service of the local cloud. A new one is a line here and a folder under `services/`. */
export const services: readonly Service[] = [apigateway, ec2, iam, lambda, logs, s3, sts];
