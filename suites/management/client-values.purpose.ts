import {
  ContentFormat,
  canCarry,
  clientPurpose,
  code,
  content,
  type Outcome,
  type ResourceType,
  toPlain,
  unchanged,
  type ValueCase,
  value,
  valueCases,
  valueContent,
  valuesIn,
} from '../../harness/touchstone.ts';
import { writableResource } from './writable-resource.ts';

/** Words of ids and ICS keys, type. */
const TYPES: readonly (readonly [words: string, type: ResourceType])[] = [
  ['string', 'String'],
  ['integer', 'Integer'],
  ['float', 'Float'],
  ['boolean', 'Boolean'],
  ['opaque', 'Opaque'],
  ['time', 'Time'],
  ['objlnk', 'Objlnk'],
];

/** Words of ids, format, the clause that describes it, and what a device has when it takes it. */
const FORMATS = [
  ['tlv', ContentFormat.tlv, '§6.4.3', ''],
  ['text', ContentFormat.text, '§6.4.1', ' && format.text'],
  ['json', ContentFormat.json, '§6.4.4', ' && format.json'],
] as const;

for (const [typeWords, type] of TYPES) {
  for (const [words, format, clause, condition] of FORMATS) {
    clientPurpose(
      {
        id: `management.bv.write-${typeWords}-values-${words}`,
        title: `keeps every ${type} that it takes in ${words.toUpperCase()} as it was written`,
        requirements: ['HLF-010', 'HLF-034'],
        clause: `TS 1.0 §5.4.3, ${clause}, appendix C`,
        when: `writable.${typeWords}${condition}`,
      },
      async t => {
        const registered = await t.registered();
        const { path, resource } = await writableResource(t, registered, type);
        let before = await t.valuesAt(registered.device, path);
        for (const each of legal(type)) {
          if (!canCarry(format, type, each.value)) continue;
          const payload = valueContent(format, path, resource.type, each.value);
          const written = await registered.device.write(path, payload);
          // A device may have narrower limits of its own; what it must not do is to take one value for another.
          t.check(`${each.label}-taken`, written, code('2.04'), { level: 'should' });
          const read = await registered.device.read(path, ContentFormat.tlv);
          const kept = hasTaken(written) ? holds(path, each) : unchanged(path, before);
          t.check(`${each.label}-kept`, read, kept);
          if (read.kind === 'response') before = valuesIn(path, read.message, t.definitions);
        }
      },
    );
  }
}

clientPurpose(
  {
    id: 'management.bv.write-octets',
    title: 'takes and gives the bytes of an Opaque as they are',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1, §5.4.3, §6.4.2',
    when: 'writable.opaque && format.opaque',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const { path } = await writableResource(t, registered, 'Opaque');
    const payload = Uint8Array.of(0x00, 0xff, 0xc3, 0x28, 0x0a);
    const written = await device.write(path, { format: ContentFormat.opaque, payload });
    t.check('written', written, code('2.04'));
    const plain = toPlain(payload);
    t.check('in-tlv', await device.read(path, ContentFormat.tlv), value(path, plain));
    t.check('as-octets', await device.read(path, ContentFormat.opaque), value(path, plain));
    t.check('as-text', await device.read(path, ContentFormat.text), value(path, plain), { level: 'should' });
  },
);

function legal(type: ResourceType): readonly ValueCase[] {
  const about = { id: 0, name: 'any', operations: 'RW', multiple: false, mandatory: false, type } as const;
  return valueCases(about).filter(({ kind }) => kind === 'legal');
}

function hasTaken(written: Outcome): boolean {
  return written.kind === 'response' && written.message.code === '2.04';
}

function holds(path: string, { value: wanted }: ValueCase) {
  if (typeof wanted !== 'number') return value(path, toPlain(wanted));
  // A Float may be kept in four bytes (appendix C has both lengths); what is lost in them is not judged.
  const kept = [wanted, Math.fround(wanted)].map(each => toPlain(each));
  return content(path, `${path}=${kept[0]}, or what four bytes can hold of it`, values =>
    kept.some(each => each === values[path]),
  );
}
