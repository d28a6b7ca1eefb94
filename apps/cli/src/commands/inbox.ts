import { askCloud, isRecord } from '../cloud/control-client.ts';
import { CliError, codeOf } from '../errors.ts';
import { printable } from '../output/printable.ts';
import type { Workspace } from '../workspace.ts';

export interface InboxOptions {
  readonly topic?: string;
  readonly json?: boolean;
}

interface Mail {
  readonly topicArn: string;
  readonly to: string;
  readonly at: number;
  readonly subject: string;
  readonly body: string;
}

/** Prints what topics have mailed: the local cloud keeps mails instead of sending them. */
export async function inbox(workspace: Workspace, { topic, json }: InboxOptions): Promise<void> {
  for (const mail of await mailsOf(workspace)) {
    if (topic !== undefined && mail.topicArn !== topic && !mail.topicArn.endsWith(`:${topic}`)) continue;
    if (json === true) console.log(JSON.stringify(mail));
    else
      console.log(
        printable(
          `${new Date(mail.at).toISOString()} ${mail.topicArn} to ${mail.to}\n${mail.subject}\n\n${mail.body}\n`,
        ),
      );
  }
}

async function mailsOf(workspace: Workspace): Promise<readonly Mail[]> {
  try {
    const { status, body } = await askCloud(workspace, 'GET', 'inbox');
    if (status !== 200 || !isRecord(body) || !Array.isArray(body['mails'])) {
      throw new CliError(`The local cloud answered ${status} to the question for its mails.`);
    }
    return body['mails'] as Mail[];
  } catch (error) {
    if (codeOf(error) !== 'ECONNREFUSED') throw error;
    throw new CliError(`The local cloud is not running on ${workspace.endpoint}. Start it with 'palisade serve'.`);
  }
}
