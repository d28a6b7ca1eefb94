import { afterEach, expect, test } from '@jest/globals';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { object, required, string } from '@palisade/local-engine';
import { ApplyError, type CloudView, type Service } from '../../../kernel/service.ts';
import type { Declaration } from '../../../testing/index.ts';
import { DOMAIN_NAME } from '../../apigateway/resources/domain-name.ts';
import { compileFilterPattern } from '../../logs/filter/filter-pattern.ts';
import { declareTrail, declareTrailBucket, startTrailCloud, type TrailCloud } from '../testing/trail-cloud.ts';

const REFUSED_UPDATE =
  '{ ($.eventSource = "apigateway.amazonaws.com") && ($.eventName = "UpdateDomainName") && ($.errorCode = "*") }';
const BAD = 'BadRequestException: Invalid truststore: it contains a-secret';

/** A domain name that is refused with the message its program gives it. */
const domains: Service = {
  name: 'domains',
  protocol: 'rest-json',
  resources: [
    {
      token: DOMAIN_NAME,
      inputs: object({ domainName: required(string), problem: string }),
      replaceOn: ['domainName'],
      outputs: ({ domainName }) => ({ id: String(domainName), outputs: {} }),
    },
  ],
  operations: [],
  declaredOnly: [],
  createState: () => ({
    interpret(view: CloudView) {
      const problems = view.ofType(DOMAIN_NAME).flatMap(({ resource: { inputs, urn } }) => {
        const { problem } = inputs;
        return typeof problem === 'string' ? [{ urn, message: problem }] : [];
      });
      if (problems.length > 0) throw new ApplyError(problems);
      return () => undefined;
    },
  }),
};

let cloud: TrailCloud;
afterEach(() => cloud.close());

const program =
  (...problems: readonly (string | undefined)[]) =>
  (stack: Declaration): void => {
    declareTrailBucket(stack);
    declareTrail(stack);
    for (const problem of problems)
      stack.resource(DOMAIN_NAME, 'payments', {
        domainName: 'payments.palisade.test',
        ...(problem !== undefined && { problem }),
      });
  };
const start = async (...problems: readonly undefined[]): Promise<void> => {
  cloud = await startTrailCloud(program(...problems), { services: [domains] });
};
const refuse = (problem: string) => expect(cloud.cloud.deploy(program(problem))).rejects.toThrow(problem);

async function eventNames(): Promise<readonly (string | undefined)[]> {
  const { Events = [] } = await cloud.client().send(new LookupEventsCommand({}));
  return Events.map(({ EventName }) => EventName).filter((name) => name?.includes('DomainName') === true);
}

test('a truststore that cannot be one is a failed UpdateDomainName, which an alarm can see', async () => {
  await start(undefined);
  await refuse(BAD);
  await cloud.minutes(5);
  const matches = compileFilterPattern(REFUSED_UPDATE);
  const found = (await cloud.records()).filter((record) => matches(JSON.stringify(record)));
  expect(found).toEqual([
    expect.objectContaining({
      eventName: 'UpdateDomainName',
      eventSource: 'apigateway.amazonaws.com',
      errorCode: 'BadRequestException',
      awsRegion: 'us-east-1',
      userIdentity: expect.objectContaining({ type: 'IAMUser', userName: 'deployer' }),
      requestParameters: { domainName: 'payments.palisade.test' },
      responseElements: null,
      readOnly: false,
      managementEvent: true,
    }),
  ]);
  expect(JSON.stringify(found)).not.toContain('a-secret');
});

test('of a domain name that was not there before it is a failed CreateDomainName', async () => {
  await start();
  await refuse(BAD);
  expect(await eventNames()).toEqual(['CreateDomainName']);
});

test('a deployment that goes through leaves none, nor a refusal that AWS has no code for', async () => {
  await start(undefined);
  await refuse('The local cloud does not like it.');
  expect(await eventNames()).toEqual([]);
});
