/** SenML JSON, 110 (RFC 8428 §5, TS 1.1 §7.4.4), and SenML-ETCH JSON, 320 (RFC 8790). */
import type { Value } from '../../value.ts';
import type { EtchCodec } from '../codec.ts';
import { readJson } from '../json/json-document.ts';
import { JSON_FIELD_COST } from './records-of.ts';
import { type SenmlCodec, type SenmlSyntax, senmlCodec, senmlEtchCodec } from './senml-codec.ts';
import { senmlRecordsIn } from './senml-json-read.ts';
import { writeSenmlJson } from './senml-json-write.ts';

const syntax: SenmlSyntax = {
  carries: (value: Value) => typeof value !== 'number' || Number.isFinite(value),
  cost: JSON_FIELD_COST,
  write: writeSenmlJson,
  read: (bytes, interpret) =>
    readJson(bytes, document => {
      const { node: records, deviations } = senmlRecordsIn(document);
      if (records === null) return { node: null, deviations };
      const content = interpret(records);
      if (deviations.length === 0) return content;
      return { node: content.node, deviations: [...deviations, ...content.deviations] };
    }),
};

export const senmlJsonCodec: SenmlCodec = senmlCodec(syntax);
export const senmlEtchJsonCodec: EtchCodec = senmlEtchCodec(syntax);
