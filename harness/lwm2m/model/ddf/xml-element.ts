/** An element of a file as its reader needs it: what it holds, and where it stands. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text and CDATA, trimmed, with runs of white space as one space. */
  readonly text: string;
  /** Of its opening tag, in characters. */
  readonly offset: number;
}
