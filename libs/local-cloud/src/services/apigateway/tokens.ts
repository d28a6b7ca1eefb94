export { DOMAIN_NAME } from './resources/domain-name.ts';
export { REST_API } from './resources/rest-api.ts';
export { STAGE } from './resources/stage.ts';
