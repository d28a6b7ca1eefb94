import type { CompiledPolicy } from '@palisade/policies';
import { text } from '../../kernel/properties.ts';
import type { Host } from '../../kernel/host.ts';
import { requestId as newRequestId } from '../../kernel/request-id.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { AsynchronousQueue } from './asynchronous/asynchronous-queue.ts';
import { readEventSettings, type EventSettings } from './asynchronous/event-settings.ts';
import { isEncrypted, variableKeyProblem } from './encrypted-variables/key-use.ts';
import { VariableStore } from './encrypted-variables/variable-store.ts';
import { RequestTooLarge, ResourceNotFound } from './errors.ts';
import { readEventSourceMappings, type EventSourceMapping } from './event-sources/event-source-mapping.ts';
import { EventSources } from './event-sources/event-sources.ts';
import { readFunction, type FunctionConfiguration } from './function-configuration.ts';
import { readPolicies, type FunctionPolicy } from './function-policy.ts';
import { Invoker } from './invoker.ts';
import { limits } from './limits.ts';
import { applyProblems } from './apply-check.ts';
import { alias } from './resources/alias.ts';
import { lambdaFunction } from './resources/function.ts';

export interface Invoke {
  /** With a qualifier or without. */
  readonly functionArn: string;
  /** JSON. */
  readonly payload: Buffer;
  readonly type: 'RequestResponse' | 'Event';
  /** Value of `X-Amzn-Trace-Id`. */
  readonly traceId?: string;
  /** JSON text. */
  readonly clientContext?: string;
  /** Asks for the end of the log with the answer. */
  readonly tail?: boolean;
}

export interface InvokeResult {
  /** 200, or 202 for an event that was taken. */
  readonly statusCode: number;
  /** Lambda for Node.js calls every error unhandled. */
  readonly functionError?: 'Unhandled';
  readonly payload: Buffer;
  readonly requestId: string;
  /** The last 4 KiB of the invocation's log. */
  readonly logTail?: string;
}

export interface Alias {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly functionArn: string;
}

interface Functions {
  /** By ARN. */
  readonly functions: ReadonlyMap<string, FunctionConfiguration>;
  /** By ARN. */
  readonly aliases: ReadonlyMap<string, Alias>;
  readonly policies: ReadonlyMap<string, FunctionPolicy>;
  readonly eventSettings: ReadonlyMap<string, EventSettings>;
}

/** Functions of all stacks and the environments that run them. */
export class LambdaState implements ServiceState {
  readonly host: Host;
  readonly invoker: Invoker;
  readonly #variables: VariableStore;
  readonly #queue: AsynchronousQueue;
  readonly #sources: EventSources;
  #current: Functions = { functions: new Map(), aliases: new Map(), policies: new Map(), eventSettings: new Map() };

  constructor(host: Host) {
    this.host = host;
    this.invoker = new Invoker(host);
    this.#variables = new VariableStore(host);
    this.#queue = new AsynchronousQueue(host, this.invoker, {
      find: (arn) => this.functionAt(arn),
      settings: (arn) => this.#current.eventSettings.get(arn),
    });
    this.#sources = new EventSources({
      host,
      invoker: this.invoker,
      find: (arn) => this.functionAt(arn),
      invoke: async (functionArn, event) =>
        void (await this.invoke({ functionArn, payload: Buffer.from(event), type: 'Event' })),
    });
  }

  interpret(view: CloudView): () => Promise<void> {
    const functions = new Map(
      view
        .ofType(lambdaFunction.token)
        .map(readFunction)
        .map((each) => [each.arn, each]),
    );
    const problems = [
      ...applyProblems(view, [...functions.values()], this.host),
      ...this.#keyProblems(view, functions),
    ];
    if (problems.length > 0) throw new ApplyError(problems);
    const next = {
      functions,
      aliases: readAliases(view),
      policies: readPolicies(view, functions),
      eventSettings: readEventSettings(view),
    };
    // Opening files may fail, switching over must not.
    const mappings = readEventSourceMappings(view);
    // The queue first, also for stacks that have mappings only so far: its key is made before there is anything else.
    this.#queue.prepare(new Set([...functions.values(), ...mappings].map(({ stack }) => stack)));
    this.#sources.prepare(mappings);
    return async () => {
      const sealed = await this.#variables.follow(view, functions);
      this.#current = { ...next, functions: sealed };
      this.invoker.follow(sealed);
      const stacks = new Set(view.stacks.keys());
      await this.#queue.follow(stacks);
      await this.#sources.follow(mappings, stacks);
    };
  }

  settled(): void {
    this.#queue.resume();
    this.#sources.resume();
  }

  /** Lambda asks for the key when variables are encrypted: when a function is new, or its variables, key or role have changed. */
  #keyProblems(
    view: CloudView,
    functions: ReadonlyMap<string, FunctionConfiguration>,
  ): readonly { readonly urn: string; readonly message: string }[] {
    return [...functions.values()].filter(isEncrypted).flatMap((found) => {
      if (this.#variables.isCurrent(view, found)) return [];
      const message = variableKeyProblem(view, this.host, found);
      return message === undefined ? [] : [{ urn: found.urn, message }];
    });
  }

  /** Policy of a function or of one of its aliases. */
  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.#current.policies.get(arn)?.compiled;
  }

  policyOf(arn: string): FunctionPolicy | undefined {
    return this.#current.policies.get(arn);
  }

  functions(region: string): readonly FunctionConfiguration[] {
    return [...this.#current.functions.values()].filter((each) => each.region === region);
  }

  aliasesOf(functionArn: string): readonly Alias[] {
    return [...this.#current.aliases.values()].filter((each) => each.functionArn === functionArn);
  }

  eventSourceMappings(region: string): readonly EventSourceMapping[] {
    return this.#sources.mappings.filter((each) => each.region === region);
  }

  eventSettings(functionArn: string): EventSettings | undefined {
    return this.#current.eventSettings.get(functionArn);
  }

  /** The function an ARN means, whatever its qualifier; undefined if there is no such function or qualifier. */
  functionAt(arn: string): FunctionConfiguration | undefined {
    const whole = this.#current.functions.get(arn);
    if (whole !== undefined) return whole;
    if (arn.endsWith(':$LATEST')) return this.#current.functions.get(arn.slice(0, -':$LATEST'.length));
    const pointed = this.#current.aliases.get(arn);
    return pointed && this.#current.functions.get(pointed.functionArn);
  }

  /**
   * Runs a function for a caller that has been authorised. Throws ResourceNotFound, RequestTooLarge and TooManyRequests; an error of
   * the function itself is a result.
   */
  async invoke(invoke: Invoke): Promise<InvokeResult> {
    const { functionArn, payload, type, traceId, clientContext } = invoke;
    const configuration = this.functionAt(functionArn);
    if (configuration === undefined) throw new ResourceNotFound(`Function not found: ${functionArn}`);
    const limit = type === 'Event' ? limits.asynchronousRequestBytes : limits.requestBytes;
    if (payload.length > limit) throw new RequestTooLarge(limit);
    const requestId = newRequestId();
    const request = {
      functionArn,
      event: payload.length === 0 ? '{}' : payload.toString('utf8'),
      requestId,
      tail: invoke.tail === true,
      ...(traceId !== undefined && { traceId }),
      ...(clientContext !== undefined && { clientContext }),
    };
    if (type === 'Event') {
      await this.#queue.add(configuration, request);
      return { statusCode: 202, payload: Buffer.alloc(0), requestId };
    }
    const { outcome, tail } = await this.invoker.run(configuration, request);
    return {
      statusCode: 200,
      payload: Buffer.from(outcome.payload, 'utf8'),
      requestId,
      ...(outcome.status !== 'success' && { functionError: 'Unhandled' }),
      ...(tail !== undefined && { logTail: tail }),
    };
  }

  /** Ends all environments. */
  async close(): Promise<void> {
    this.#queue.stop();
    this.#sources.stop();
    await this.invoker.close();
    await this.#queue.close();
    await this.#sources.close();
  }
}

function readAliases(view: CloudView): ReadonlyMap<string, Alias> {
  return new Map(
    view.ofType(alias.token).map(({ resource: { outputs } }): [string, Alias] => {
      const arn = text(outputs, 'arn') ?? '';
      return [
        arn,
        {
          arn,
          name: text(outputs, 'name') ?? '',
          description: text(outputs, 'description') ?? '',
          functionArn: arn.slice(0, arn.lastIndexOf(':')),
        },
      ];
    }),
  );
}
