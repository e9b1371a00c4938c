import { encodeBase64Url } from '../flat/base64url.ts';
import { jsonNumber } from '../json/json-number.ts';
import { jsonText } from '../json/json-text.ts';
import type { SenmlRecord } from './record.ts';

/**
 * Records as JSON without blanks, base fields first, the value before its time (RFC 8428 §5).
 * @throws HarnessBugError `json.number` when a number is not finite.
 */
export function writeSenmlJson(records: readonly SenmlRecord[]): Uint8Array {
  return new TextEncoder().encode(`[${records.map(written).join(',')}]`);
}

function written({ bn, bt, bu, bv, bs, bver, n, u, v, vs, vb, vd, vlo, s, t, ut }: SenmlRecord): string {
  let fields = '';
  if (bn !== undefined) fields += `,"bn":${jsonText(bn)}`;
  if (bt !== undefined) fields += `,"bt":${jsonNumber(bt)}`;
  if (bu !== undefined) fields += `,"bu":${jsonText(bu)}`;
  if (bv !== undefined) fields += `,"bv":${jsonNumber(bv)}`;
  if (bs !== undefined) fields += `,"bs":${jsonNumber(bs)}`;
  if (bver !== undefined) fields += `,"bver":${jsonNumber(bver)}`;
  if (n !== undefined) fields += `,"n":${jsonText(n)}`;
  if (u !== undefined) fields += `,"u":${jsonText(u)}`;
  if (v !== undefined) fields += `,"v":${v === null ? 'null' : jsonNumber(v)}`;
  if (vs !== undefined) fields += `,"vs":${vs === null ? 'null' : jsonText(vs)}`;
  if (vb !== undefined) fields += `,"vb":${vb}`;
  if (vd !== undefined) fields += `,"vd":${vd === null ? 'null' : `"${encodeBase64Url(vd)}"`}`;
  if (vlo !== undefined) fields += `,"vlo":${vlo === null ? 'null' : jsonText(vlo)}`;
  if (s !== undefined) fields += `,"s":${s === null ? 'null' : jsonNumber(s)}`;
  if (t !== undefined) fields += `,"t":${jsonNumber(t)}`;
  if (ut !== undefined) fields += `,"ut":${jsonNumber(ut)}`;
  return `{${fields.slice(1)}}`;
}
