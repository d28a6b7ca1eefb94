import { startFakeService, type FakeService, type Reply } from '@palisade/lambda-kit/testing';

export interface Published {
  topicArn: string;
  message: unknown;
  /** The string attributes by name. */
  attributes: Record<string, string>;
}

/** As much of SNS as a publisher sees. */
export interface FakeSns extends FakeService {
  readonly published: Published[];
  /** Refuses the messages this is true of. */
  refuse(what: ((published: Published) => boolean) | undefined): void;
}

export async function startFakeSns(): Promise<FakeSns> {
  const published: Published[] = [];
  let refused: ((published: Published) => boolean) | undefined;
  const service = await startFakeService({
    answer({ bytes }) {
      const form = new URLSearchParams(bytes.toString());
      if (form.get('Action') !== 'Publish') return refusal({ status: 400, code: 'InvalidAction' });
      const one = read(form);
      if (refused?.(one)) return refusal({ status: 403, code: 'AuthorizationError' });
      published.push(one);
      const body = `<PublishResult><MessageId>message-${published.length}</MessageId></PublishResult>`;
      return xml(200, `<PublishResponse>${body}</PublishResponse>`);
    },
    refusal,
    reset() {
      published.length = 0;
      refused = undefined;
    },
  });
  return { ...service, published, refuse: (what) => (refused = what) };
}

function read(form: URLSearchParams): Published {
  const attributes: Record<string, string> = {};
  for (let n = 1; form.has(`MessageAttributes.entry.${n}.Name`); n++) {
    const entry = `MessageAttributes.entry.${n}`;
    attributes[form.get(`${entry}.Name`) ?? ''] = form.get(`${entry}.Value.StringValue`) ?? '';
  }
  return {
    topicArn: form.get('TopicArn') ?? '',
    message: JSON.parse(form.get('Message') ?? 'null'),
    attributes,
  };
}

/** The message holds what SNS may say there. */
function refusal({ status, code }: { status: number; code: string }): Reply {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>internal: ${code}</Message></Error>`;
  return xml(status, `<ErrorResponse>${error}<RequestId>SNSREQUESTID</RequestId></ErrorResponse>`);
}

const xml = (status: number, body: string): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });
