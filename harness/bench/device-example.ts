/** The Device object of the TLV example in TS 1.0 §6.4.3. */
import { tlvCodec } from '../lwm2m/content/tlv/tlv-content.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';

export const DEVICE_PATH: Lwm2mPath = { object: 3, instance: 0 };

export const DEVICE_TLV: Uint8Array = new Uint8Array(
  Buffer.from(
    `c800144f70656e204d6f62696c6520416c6c69616e6365
     c801164c69676874776569676874204d324d20436c69656e74
     c80209333435303030313233c303312e30860641000141010588070842000ed842011388
     8708 41007d 42010384 c10964c10a0f830b410000c40d5182428fc60e2b30323a3030c11055`.replace(/\s/g, ''),
    'hex',
  ),
);

export const DEVICE_NODE: Lwm2mNode = nodeOf(DEVICE_TLV);

function nodeOf(bytes: Uint8Array): Lwm2mNode {
  const { node } = tlvCodec.decode(DEVICE_PATH, bytes, definitionOf);
  if (node === null) throw new TypeError('The example is not read');
  return node;
}
