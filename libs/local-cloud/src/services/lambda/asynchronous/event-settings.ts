import type { Properties } from '@palisade/local-engine';
import { block, number, text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { parseFunctionName } from '../function-name.ts';
import { FUNCTION_EVENT_INVOKE_CONFIG } from '../resources/function-event-invoke-config.ts';
import { lambdaFunction } from '../resources/function.ts';

/** What becomes of a function's asynchronous events. ARNs are of queues, topics and functions. */
export interface EventSettings {
  /** Whether the program sets them, rather than Lambda's defaults. */
  readonly configured?: boolean;
  readonly maximumRetryAttempts: number;
  /** Milliseconds. */
  readonly maximumEventAge: number;
  /** Gets the event itself. */
  readonly deadLetterArn?: string;
  /** Get a record of the invocation. */
  readonly onSuccessArn?: string;
  readonly onFailureArn?: string;
}

/** Source: Lambda Developer Guide, "Configuring error handling settings for Lambda asynchronous invocations". */
export const defaultEventSettings: EventSettings = { maximumRetryAttempts: 2, maximumEventAge: 6 * 60 * 60_000 };

/** By function ARN. */
export function readEventSettings(view: CloudView): ReadonlyMap<string, EventSettings> {
  const configs = new Map(
    view.ofType(FUNCTION_EVENT_INVOKE_CONFIG).map(({ resource: { outputs } }) => [functionKey(outputs), outputs]),
  );
  return new Map(
    view.ofType(lambdaFunction.token).map(({ resource: { outputs } }) => {
      const config = configs.get(`${text(outputs, 'region')}:${text(outputs, 'name')}`);
      const deadLetterArn = text(block(outputs, 'deadLetterConfig') ?? {}, 'targetArn');
      return [
        text(outputs, 'arn') ?? '',
        {
          ...defaultEventSettings,
          ...(config && readConfig(config)),
          ...(deadLetterArn !== undefined && { deadLetterArn }),
        },
      ];
    }),
  );
}

function functionKey(config: Properties): string {
  return `${text(config, 'region')}:${parseFunctionName(text(config, 'functionName') ?? '')?.name}`;
}

function readConfig(config: Properties): EventSettings {
  const age = number(config, 'maximumEventAgeInSeconds');
  const destinations = block(config, 'destinationConfig') ?? {};
  const onSuccessArn = text(block(destinations, 'onSuccess') ?? {}, 'destination');
  const onFailureArn = text(block(destinations, 'onFailure') ?? {}, 'destination');
  return {
    configured: true,
    maximumRetryAttempts: number(config, 'maximumRetryAttempts') ?? defaultEventSettings.maximumRetryAttempts,
    maximumEventAge: age === undefined ? defaultEventSettings.maximumEventAge : age * 1000,
    ...(onSuccessArn !== undefined && { onSuccessArn }),
    ...(onFailureArn !== undefined && { onFailureArn }),
  };
}
