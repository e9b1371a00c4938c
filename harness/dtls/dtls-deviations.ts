import { deviationsOf } from '../coap/message/deviation.ts';

/** What bytes of DTLS do that RFC 6347 does not allow, unless another clause is named: `dtls.record-truncated`. */
export const dtlsDeviation = deviationsOf('dtls', 'RFC 6347 §4');
