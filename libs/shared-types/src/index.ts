export { apiKeyLevels, isApiKeyLevel, reaches, type ApiKeyLevel } from './api-key-level.ts';
export { API_KEY_PATTERN, apiKeyHash, apiKeyOf, CLIENT_ID_PATTERN, isApiKey, type ApiPermission } from './api-key.ts';
export { check, type FieldError, type Result } from './check.ts';
export { documentIdOf, documentIndexes, INCOMING_PREFIX, objectKey, type DocumentRecord } from './document-table.ts';
export { documentRequestModel, parseDocumentRequest, type DocumentReceipt, type DocumentRequest } from './document.ts';
export { listQuerySchema, parseListQuery, type ListQuery } from './list-query.ts';
export { NumberText, parseExactJson } from './number-text.ts';
export { receiptKey, RECEIPTS_PREFIX, type PaymentRecord } from './payment-store.ts';
export {
  isTransactionId,
  parsePaymentRequest,
  paymentRequestModel,
  paymentsApi,
  type Payment,
  type PaymentRequest,
} from './payment.ts';
export type { Problem } from './problem.ts';
export {
  documentStatuses,
  summaryAttributes,
  type DocumentContent,
  type DocumentFailure,
  type DocumentPage,
  type DocumentProperties,
  type DocumentStatus,
  type DocumentSummary,
  type Download,
  type ProcessedDocument,
  type StatusChange,
} from './processed-document.ts';
export { operationsOf, processingApi, type ApiOperation } from './processing-api.ts';
export type { Model, Schema, TypeOf } from './schema.ts';
export {
  parseUploadRequest,
  uploadRequestModel,
  type Upload,
  type UploadReceipt,
  type UploadRequest,
} from './upload-request.ts';
export { parseStatusReport, statusReportModel, type StatusReport } from './status.ts';
