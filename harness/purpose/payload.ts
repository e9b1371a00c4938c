import { ContentFormat } from '../lwm2m/content-format.ts';
import type { Content } from '../server/device-operations.ts';
import { contentFor, instanceContent } from '../server/outgoing-content.ts';
import type { ControlResources, ControlValue } from '../sut/control-contract.ts';

/** text/plain, exactly these characters. */
export function text(characters: string): Content {
  return { format: ContentFormat.text, payload: Buffer.from(characters, 'utf8') };
}

/** TLV for an instance (`/1/0`) or, with an object path, for one new instance of it whose id the device chooses. */
export function tlv(path: string, resources: ControlResources | Record<string, ControlValue>): Content {
  return path.split('/').length === 2 ? instanceContent(path, null, resources) : contentFor(path, resources);
}

/** Exactly these bytes under a content format: for payloads that are wrong on purpose. */
export function bytes(format: number, hex: string): Content {
  return { format, payload: Buffer.from(hex.replaceAll(' ', ''), 'hex') };
}
