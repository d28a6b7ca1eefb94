import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AddTagsCommand,
  CreateTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListPublicKeysCommand,
  ListTagsCommand,
  ListTrailsCommand,
  LookupEventsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  type CloudTrailClient,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import {
  allObjects,
  bucketStatements,
  declareRole,
  declareTrail,
  declareTrailBucket,
  refusal,
  startTrailCloud,
  trailArn,
  type TrailCloud,
} from '../testing/trail-cloud.ts';

let cloud: TrailCloud;
let admin: CloudTrailClient;

const onTrails = ['GetTrail', 'GetTrailStatus', 'GetEventSelectors', 'ListTags', 'StartLogging', 'StopLogging'];
const onAll = ['DescribeTrails', 'ListTrails', 'LookupEvents', 'ListPublicKeys'];

beforeAll(async () => {
  cloud = await startTrailCloud((stack) => {
    declareTrailBucket(stack, [...bucketStatements('audit'), ...bucketStatements('local')]);
    declareTrail(stack, { isMultiRegionTrail: true, tags: { owner: 'security' }, ...allObjects });
    declareTrail(stack, { name: 'local' });
    for (const action of onTrails) {
      declareRole(stack, action, { Effect: 'Allow', Action: `cloudtrail:${action}`, Resource: trailArn('audit') });
    }
    for (const action of onAll) {
      declareRole(stack, action, { Effect: 'Allow', Action: `cloudtrail:${action}`, Resource: '*' });
    }
  });
  admin = cloud.client();
});
afterAll(() => cloud.close());

const requests: Readonly<Record<string, (client: CloudTrailClient, name: string) => Promise<unknown>>> = {
  GetTrail: (client, Name) => client.send(new GetTrailCommand({ Name })),
  GetTrailStatus: (client, Name) => client.send(new GetTrailStatusCommand({ Name })),
  GetEventSelectors: (client, TrailName) => client.send(new GetEventSelectorsCommand({ TrailName })),
  ListTags: (client, arn) => client.send(new ListTagsCommand({ ResourceIdList: [arn] })),
  StartLogging: (client, Name) => client.send(new StartLoggingCommand({ Name })),
  StopLogging: (client, Name) => client.send(new StopLoggingCommand({ Name })),
  DescribeTrails: (client) => client.send(new DescribeTrailsCommand({})),
  ListTrails: (client) => client.send(new ListTrailsCommand({})),
  LookupEvents: (client) => client.send(new LookupEventsCommand({})),
  ListPublicKeys: (client) => client.send(new ListPublicKeysCommand({})),
};

describe('permissions', () => {
  test.each([...onTrails, ...onAll])('%s lets in who may, and nobody else', async (action) => {
    const request = requests[action] as (typeof requests)[string];
    await request(cloud.client(action), trailArn('audit'));
    const other = onAll.includes(action) ? 'ListTags' : 'ListTrails';
    expect(await refusal(request(cloud.client(other), trailArn('audit')))).toBe('AccessDeniedException');
  });

  test.each(onTrails)('%s is allowed for one trail', async (action) => {
    const request = requests[action] as (typeof requests)[string];
    expect(await refusal(request(cloud.client(action), trailArn('local')))).toBe('AccessDeniedException');
  });
});

describe('trails', () => {
  test('are described as they are declared', async () => {
    await admin.send(new StartLoggingCommand({ Name: 'audit' }));
    const { Trail } = await admin.send(new GetTrailCommand({ Name: 'audit' }));
    expect(Trail).toMatchObject({
      Name: 'audit',
      TrailARN: trailArn('audit'),
      HomeRegion: 'us-east-1',
      IsMultiRegionTrail: true,
      HasCustomEventSelectors: true,
      S3BucketName: 'trail-bucket',
    });
    expect((await admin.send(new GetTrailStatusCommand({ Name: 'audit' }))).IsLogging).toBe(true);
    const selectors = await admin.send(new GetEventSelectorsCommand({ TrailName: 'audit' }));
    expect(selectors.AdvancedEventSelectors?.[1]).toEqual({
      Name: 'objects',
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ],
    });
    const plain = await admin.send(new GetEventSelectorsCommand({ TrailName: 'local' }));
    expect(plain.EventSelectors).toMatchObject([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);
    const { ResourceTagList } = await admin.send(new ListTagsCommand({ ResourceIdList: [trailArn('audit')] }));
    expect(ResourceTagList?.[0]?.TagsList).toContainEqual({ Key: 'owner', Value: 'security' });
  });

  test('of all regions show everywhere, and are switched at home', async () => {
    const abroad = cloud.client(undefined, 'eu-west-1');
    const names = async (includeShadowTrails: boolean): Promise<unknown[]> => {
      const { trailList = [] } = await abroad.send(new DescribeTrailsCommand({ includeShadowTrails }));
      return trailList.map(({ Name }) => Name);
    };
    expect(await names(true)).toEqual(['audit']);
    expect(await names(false)).toEqual([]);
    expect(await refusal(abroad.send(new StopLoggingCommand({ Name: 'audit' })))).toBe('InvalidHomeRegionException');
    expect(await refusal(abroad.send(new GetTrailCommand({ Name: 'local' })))).toBe('TrailNotFoundException');
  });

  test('that do not exist, and names that cannot', async () => {
    expect(await refusal(admin.send(new GetTrailCommand({ Name: 'nothing' })))).toBe('TrailNotFoundException');
    expect(await refusal(admin.send(new GetTrailCommand({ Name: '-' })))).toBe('InvalidTrailNameException');
    expect(await refusal(admin.send(new ListTagsCommand({ ResourceIdList: ['arn:aws:s3:::b'] })))).toBe(
      'CloudTrailARNInvalidException',
    );
  });

  test('change through a program only', async () => {
    const create = admin.send(new CreateTrailCommand({ Name: 'mine', S3BucketName: 'trail-bucket' }));
    expect(await refusal(create)).toBe('InfrastructureIsDeclared');
    expect(await refusal(admin.send(new AddTagsCommand({ ResourceId: trailArn('audit'), TagsList: [] })))).toBe(
      'InfrastructureIsDeclared',
    );
  });
});

describe('LookupEvents', () => {
  const lookup = async (input: LookupEventsCommandInput): Promise<readonly (string | undefined)[]> => {
    const { Events = [] } = await cloud.client().send(new LookupEventsCommand(input));
    return Events.map(({ EventName }) => EventName);
  };
  const by = (AttributeKey: string, AttributeValue: string): LookupEventsCommandInput => ({
    LookupAttributes: [{ AttributeKey: AttributeKey as 'EventName', AttributeValue }],
  });

  test('finds management events by their attributes, with or without a trail', async () => {
    await cloud.s3().send(new ListBucketsCommand({}));
    const { Events = [] } = await admin.send(new LookupEventsCommand(by('EventName', 'ListBuckets')));
    const [event] = Events;
    expect(event).toMatchObject({ EventSource: 's3.amazonaws.com', ReadOnly: 'true', Username: 'deployer' });
    expect(JSON.parse(event?.CloudTrailEvent ?? '')).toMatchObject({
      eventName: 'ListBuckets',
      eventID: event?.EventId,
    });
    expect(await lookup(by('EventId', event?.EventId ?? ''))).toEqual(['ListBuckets']);
    expect(await lookup(by('AccessKeyId', event?.AccessKeyId ?? ''))).toContain('ListBuckets');
    expect(await lookup(by('EventSource', 's3.amazonaws.com'))).toEqual(['ListBuckets']);
    expect(await lookup(by('Username', 'nobody'))).toEqual([]);
    expect(new Set(await lookup(by('ReadOnly', 'false')))).toEqual(
      new Set(['StartLogging', 'StopLogging', 'CreateTrail', 'AddTags']),
    );
    expect(new Set(await lookup(by('ResourceName', 'audit')))).toContain('StopLogging');
    expect(await lookup(by('ResourceType', 'AWS::S3::Bucket'))).toEqual([]);
  });

  test('goes in pages, from the newest on, which do not move', async () => {
    const all: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await admin.send(
        new LookupEventsCommand({ ...by('EventSource', 'cloudtrail.amazonaws.com'), MaxResults: 7, NextToken }),
      );
      all.push(...(page.Events ?? []).map(({ EventId }) => EventId));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(all.length).toBeGreaterThan(14);
    expect(new Set(all).size).toBe(all.length);
  });

  test('takes times, and refuses what makes no sense', async () => {
    const now = cloud.cloud.clock.now();
    const range = (from: number, to: number) => ({ StartTime: new Date(now + from), EndTime: new Date(now + to) });
    expect(await lookup({ ...by('EventName', 'ListBuckets'), ...range(-60_000, 60_000) })).toEqual(['ListBuckets']);
    expect(await lookup({ ...by('EventName', 'ListBuckets'), ...range(60_000, 120_000) })).toEqual([]);
    expect(await refusal(lookup(range(1000, -1000)))).toBe('InvalidTimeRangeException');
    expect(await refusal(lookup({ MaxResults: 51 }))).toBe('InvalidMaxResultsException');
    expect(await refusal(lookup({ NextToken: 'bm90aGluZw==' }))).toBe('InvalidNextTokenException');
    expect(await refusal(lookup(by('Colour', 'red')))).toBe('InvalidLookupAttributesException');
    expect(await refusal(lookup({ EventCategory: 'insight' }))).toBe('NotImplemented');
  });

  test('finds them after a restart, too', async () => {
    const root = temporaryDirectory();
    const store = memoryStackStore();
    const first = await startTrailCloud(undefined, { root, store });
    await first.s3().send(new ListBucketsCommand({}));
    await first.close();
    const second = await startTrailCloud(undefined, { root, store });
    const { Events = [] } = await second.client().send(new LookupEventsCommand(by('EventName', 'ListBuckets')));
    await second.close();
    expect(Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent) as unknown)).toMatchObject([
      { eventName: 'ListBuckets' },
    ]);
  });

  test('has the events of the region, for 90 days', async () => {
    const { Events = [] } = await cloud.client(undefined, 'eu-west-1').send(new LookupEventsCommand({}));
    expect(Events.map(({ EventName }) => EventName)).not.toContain('ListBuckets');
    cloud.cloud.clock.advance(89 * 86_400_000);
    expect(await lookup(by('EventName', 'ListBuckets'))).toEqual(['ListBuckets']);
    cloud.cloud.clock.advance(2 * 86_400_000);
    expect(await lookup(by('EventName', 'ListBuckets'))).toEqual([]);
  });
});
