/** As far as it is used here; numbers for integers and times, base64 for bytes. */
declare module 'lwm2m-codec' {
  const codec: {
    readonly decode: (format: 'tlv', path: string, bytes: Buffer) => unknown;
    readonly encode: (format: 'tlv', path: string, value: unknown) => Buffer;
  };
  export default codec;
}
