import type { EtchCodec } from '../codec.ts';
import { CBOR_FIELD_COST } from '../senml/records-of.ts';
import { type SenmlCodec, type SenmlSyntax, senmlCodec, senmlEtchCodec } from '../senml/senml-codec.ts';
import { readSenmlCbor } from './senml-cbor-read.ts';
import { writeSenmlCbor } from './senml-cbor-write.ts';

/** Unlike JSON, CBOR has every value, NaN and the infinities among them. */
const SYNTAX: SenmlSyntax = {
  carries: () => true,
  cost: CBOR_FIELD_COST,
  write: writeSenmlCbor,
  read: readSenmlCbor,
};

/** application/senml+cbor (RFC 8428 §6, TS 1.1 §7.4.5). */
export const senmlCborCodec: SenmlCodec = senmlCodec(SYNTAX);

/** application/senml-etch+cbor (RFC 8790). */
export const senmlEtchCborCodec: EtchCodec = senmlEtchCodec(SYNTAX);
