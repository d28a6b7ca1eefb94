import { boolean, map, object, string, type FunctionModel } from '@palisade/local-engine';
import { text, textMap, texts } from '../../../kernel/properties.ts';
import { RECORD, ZONE } from '../zones/hosted-zones.ts';
import { domainName } from '../zones/domain-name.ts';
import { callerReference } from '../zones/shown-zone.ts';

/** Finds a zone that this program has declared already, or that another stack has deployed. */
export const getZone: FunctionModel = {
  token: 'aws:route53/getZone:getZone',
  inputs: object({ name: string, privateZone: boolean, tags: map(string), vpcId: string, zoneId: string }),
  invoke(args, { elsewhere, resources }) {
    const [id, name] = [text(args, 'zoneId'), text(args, 'name')];
    if (id !== undefined && name !== undefined) throw new Error('"name": conflicts with zoneId');
    const tags = Object.entries(textMap(args, 'tags'));
    const isPrivate = args['privateZone'] === true || text(args, 'vpcId') !== undefined;
    const known = new Map([...elsewhere.ofType(ZONE), ...resources.ofType(ZONE)].map((zone) => [zone.id, zone]));
    const found = [...known.values()].filter((zone) => {
      const own = textMap(zone.outputs, 'tagsAll');
      return (
        !isPrivate &&
        (id === undefined || zone.id === id) &&
        (name === undefined || text(zone.outputs, 'name') === domainName(name)) &&
        tags.every(([key, value]) => own[key] === value)
      );
    });
    const [only] = found;
    if (only === undefined) throw new Error('no matching Route 53 Hosted Zone found');
    if (found.length > 1)
      throw new Error(
        'multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone',
      );
    const { outputs } = only;
    const records = [...elsewhere.ofType(RECORD), ...resources.ofType(RECORD)].filter(
      (record) => text(record.inputs, 'zoneId') === only.id,
    );
    return {
      id: only.id,
      zoneId: only.id,
      arn: text(outputs, 'arn') ?? '',
      name: text(outputs, 'name') ?? '',
      callerReference: callerReference(only.id),
      comment: text(outputs, 'comment') ?? '',
      linkedServiceDescription: '',
      linkedServicePrincipal: '',
      nameServers: texts(outputs, 'nameServers'),
      primaryNameServer: text(outputs, 'primaryNameServer') ?? '',
      privateZone: false,
      resourceRecordSetCount: records.length + 2,
      tags: textMap(outputs, 'tagsAll'),
    };
  },
};
