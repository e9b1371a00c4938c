/** A modem of the tester's own: the Reporting Body Identifier 00 is that of test equipment (GSMA TS.06). */
const TEST_EQUIPMENT = '00';

/**
 * `urn:imei:` with 15 digits (TS 1.0 §6.2.1), made of the random end of an endpoint name, so that it was never met before;
 * `serial` gives those next to it.
 */
export function imei(endpoint: string, serial = 0): string {
  const random = numberOf(endpoint) + BigInt(serial);
  const body = TEST_EQUIPMENT + String(random % 10n ** 12n).padStart(12, '0');
  return `urn:imei:${body}${checkDigit(body)}`;
}

/** The subscriber beside the device (LwM2M 1.2 has the form; to a server of any version it is a name like others). */
export function imeiWithImsi(endpoint: string): string {
  const digits = String(numberOf(endpoint) % 10n ** 10n).padStart(10, '0');
  return `${imei(endpoint).replace('urn:imei:', 'urn:imei-imsi:')}-00101${digits}`;
}

/** Of the end of a name, whatever it is made of: where a certificate says it, that is no number. */
function numberOf(endpoint: string): bigint {
  return Buffer.from(endpoint, 'utf8').subarray(-8).readBigUInt64BE();
}

/** By Luhn's rule, as an IMEI has it. */
function checkDigit(body: string): number {
  const sum = [...body].reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? 2 * Number(digit) : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
