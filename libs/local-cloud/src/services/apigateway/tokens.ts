export { REST_API } from './resources/rest-api.ts';
export { STAGE } from './resources/stage.ts';
