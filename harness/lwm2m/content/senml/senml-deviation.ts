import { deviationsOf } from '../../../coap/message/deviation.ts';

/** Deviations of a SenML pack, in JSON and in CBOR. */
export const senmlDeviation = deviationsOf('senml', 'RFC 8428 §4');

export const ETCH_FETCH_CLAUSE = 'RFC 8790 §3.1';
export const ETCH_PATCH_CLAUSE = 'RFC 8790 §3.2';
export const LWM2M_SENML_CLAUSE = 'TS 1.1 §7.4.4';
