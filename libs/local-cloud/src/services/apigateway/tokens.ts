/** Pulumi type tokens of API Gateway's resources. */
export const REST_API = 'aws:apigateway/restApi:RestApi';
export const REST_API_POLICY = 'aws:apigateway/restApiPolicy:RestApiPolicy';
export const RESOURCE = 'aws:apigateway/resource:Resource';
export const METHOD = 'aws:apigateway/method:Method';
export const METHOD_RESPONSE = 'aws:apigateway/methodResponse:MethodResponse';
export const INTEGRATION = 'aws:apigateway/integration:Integration';
export const INTEGRATION_RESPONSE = 'aws:apigateway/integrationResponse:IntegrationResponse';
export const MODEL = 'aws:apigateway/model:Model';
export const REQUEST_VALIDATOR = 'aws:apigateway/requestValidator:RequestValidator';
export const GATEWAY_RESPONSE = 'aws:apigateway/response:Response';
export const DEPLOYMENT = 'aws:apigateway/deployment:Deployment';
export const STAGE = 'aws:apigateway/stage:Stage';
export const METHOD_SETTINGS = 'aws:apigateway/methodSettings:MethodSettings';
export const ACCOUNT = 'aws:apigateway/account:Account';
