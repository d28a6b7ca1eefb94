import type { Declarations } from '../recording/declared.ts';

export interface Problem {
  readonly urn: string;
  readonly message: string;
}

interface Declared {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  readonly name: string;
}

/**
 * A region has one recorder and one channel. A second one of the same name is not a second one on AWS: `Put…` overwrites, and two
 * programs would change it in turn, so that is refused here. One that was retained has no program any more and may be taken over.
 */
export function singletonProblems(
  { channels, recorders, statuses }: Declarations,
  isRetained: (each: Declared) => boolean,
): readonly Problem[] {
  const most = 'because the maximum number of';
  return [
    ...seconds(recorders, isRetained).map(({ first, second }) => ({
      urn: second.urn,
      message:
        first.name === second.name
          ? belongsTo('configuration recorder', first)
          : `MaxNumberOfConfigurationRecordersExceededException: Failed to put configuration recorder '${second.name}' ` +
            `${most} configuration recorders: 1 is reached.`,
    })),
    ...seconds(channels, isRetained).map(({ first, second }) => ({
      urn: second.urn,
      message:
        first.name === second.name
          ? belongsTo('delivery channel', first)
          : `MaxNumberOfDeliveryChannelsExceededException: Failed to put delivery channel '${second.name}' ` +
            `${most} delivery channels: 1 is reached.`,
    })),
    ...seconds(statuses, isRetained).map(({ first, second }) => ({
      urn: second.urn,
      message: belongsTo('recorder status', first),
    })),
  ];
}

function belongsTo(what: string, { name, region, stack }: Declared): string {
  return (
    `The ${what} ${name} of ${region} is that of the stack ${stack}. On AWS this program would overwrite it, and the other one would ` +
    'again when it is deployed next. Declare it in one of them.'
  );
}

function seconds<Each extends Declared>(
  all: readonly Each[],
  isRetained: (each: Each) => boolean,
): readonly { readonly first: Each; readonly second: Each }[] {
  return [...Map.groupBy(all, ({ region }) => region).values()].flatMap((declared) => {
    const [first, ...others] = declared;
    if (first === undefined) return [];
    return others
      .filter((second) => !(isRetained(first) && first.name === second.name))
      .map((second) => ({ first, second }));
  });
}
