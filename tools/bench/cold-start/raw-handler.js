// Reference A: the same job with nothing but the SDK, as one writes it in a first version.
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';

const s3 = new S3Client({});

const refuse = (message) => ({ statusCode: 400, body: JSON.stringify({ message }) });

export const handler = async (event, context) => {
  let body;
  try {
    body = JSON.parse(event.body);
  } catch {
    return refuse('not JSON');
  }
  for (const field of ['fileName', 'contentType', 'content']) {
    if (typeof body[field] !== 'string' || body[field] === '') return refuse(`${field} is missing`);
  }
  const documentId = randomUUID();
  const bytes = Buffer.from(body.content, body.encoding ?? 'utf8');
  const { VersionId } = await s3.send(
    new PutObjectCommand({
      Bucket: process.env.BUCKET_NAME,
      Key: `${documentId.slice(0, 4)}/${documentId}`,
      Body: bytes,
      ContentType: body.contentType,
      ServerSideEncryption: 'AES256',
    }),
  );
  console.log(JSON.stringify({ level: 'INFO', message: 'stored', requestId: context.awsRequestId, documentId }));
  return { statusCode: 201, body: JSON.stringify({ documentId, versionId: VersionId, size: bytes.length }) };
};
