import { DEFAULT_PARAMETERS, type TransmissionParameters } from '../coap/parameters.ts';
