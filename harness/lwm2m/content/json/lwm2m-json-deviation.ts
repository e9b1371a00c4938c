import { deviationsOf } from '../../../coap/message/deviation.ts';

export const lwm2mJsonDeviation = deviationsOf('lwm2m-json', 'TS 1.0 §6.4.4');
