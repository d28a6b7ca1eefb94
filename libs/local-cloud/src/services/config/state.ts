import type { Host } from '../../kernel/host.ts';
import { isRetained } from '../../kernel/retained.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { recordingProblems } from './checks/recording-problems.ts';
import { NoAvailableDeliveryChannel, NoSuchConfigurationRecorder } from './errors.ts';
import { readDeclarations, type Declarations, type DeliveryChannel, type Recorder } from './recording/declared.ts';
import { RecordingTimes } from './recording/recording-times.ts';

/** The recorder and the delivery channel of every region. */
export class ConfigState implements ServiceState {
  readonly host: Host;
  readonly times: RecordingTimes;
  #declared: Declarations = { recorders: [], channels: [], statuses: [] };

  constructor(host: Host) {
    this.host = host;
    this.times = new RecordingTimes(host);
  }

  interpret(view: CloudView): () => void {
    const all = readDeclarations(view, this.host);
    const problems = recordingProblems(all, view, this.host);
    if (problems.length > 0) throw new ApplyError(problems);
    const declared = {
      recorders: inForce(all.recorders),
      channels: inForce(all.channels),
      statuses: inForce(all.statuses),
    };
    return () => {
      this.#declared = declared;
      this.times.follow(declared);
    };
  }

  recorder(region: string): Recorder | undefined {
    return this.#declared.recorders.find((recorder) => recorder.region === region);
  }

  channel(region: string): DeliveryChannel | undefined {
    return this.#declared.channels.find((channel) => channel.region === region);
  }

  /** Starts or stops. Throws NoSuchConfigurationRecorder and, when it starts, NoAvailableDeliveryChannel. */
  switchRecording(region: string, name: string, recording: boolean): void {
    if (this.recorder(region)?.name !== name) throw new NoSuchConfigurationRecorder(name);
    if (recording && this.channel(region) === undefined) throw new NoAvailableDeliveryChannel();
    this.times.switch(region, recording);
  }
}

/** One of each region: what a stack has taken over counts, not what was retained of it. */
function inForce<Each extends { readonly region: string; readonly stack: string }>(all: readonly Each[]): Each[] {
  return [...Map.groupBy(all, ({ region }) => region).values()].flatMap(
    (each) => each.find((one) => !isRetained(one)) ?? each[0] ?? [],
  );
}
