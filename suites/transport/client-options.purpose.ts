import {
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  OptionNumber,
  type RegisteredDevice,
  stringOption,
  tlv,
  uintOption,
  unchanged,
} from '../../harness/touchstone.ts';

/** Options that are assigned to nobody (RFC 7252 §12.2): even numbers are elective, odd ones critical. */
const ELECTIVE = stringOption(65_000, 'touchstone');
const CRITICAL = stringOption(65_001, 'touchstone');

clientPurpose(
  {
    id: 'transport.bv.ignore-elective-option',
    title: 'ignores an elective option that it does not know',
    requirements: ['HLF-014', 'HLF-036'],
    clause: 'RFC 7252 §5.4.1',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const read = await device.request({
      method: METHODS.get,
      options: [...device.path('/3/0/16'), ELECTIVE],
    });
    t.check('read-answered', read, code('2.05'));
    const write = writeOf(device, `${account}/6`, await t.valueAt(device, `${account}/6`));
    const written = await device.request({ ...write, options: [...write.options, ELECTIVE] });
    t.check('write-answered', written, code('2.04'));
  },
);

clientPurpose(
  {
    id: 'transport.bi.critical-option',
    title: 'answers 4.02 to a request with a critical option that it does not know, and does nothing',
    requirements: ['HLF-014', 'HLF-036'],
    clause: 'RFC 7252 §5.4.1',
    twin: 'transport.bv.ignore-elective-option',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/6`;
    const before = await t.valuesAt(device, path);
    const read = await device.request({
      method: METHODS.get,
      options: [...device.path('/3/0/16'), CRITICAL],
    });
    t.check('read-refused', read, code('4.02'));
    const write = writeOf(device, path, before[path] !== true);
    const written = await device.request({ ...write, options: [...write.options, CRITICAL] });
    t.check('write-refused', written, code('4.02'));
    t.check('nothing-changed', await device.read(path, ContentFormat.tlv), unchanged(path, before));
  },
);

function writeOf(device: RegisteredDevice['device'], path: string, value: string | number | boolean) {
  const { format, payload } = tlv(path, value);
  return {
    method: METHODS.put,
    options: [...device.path(path), uintOption(OptionNumber.contentFormat, format)],
    payload,
  };
}
