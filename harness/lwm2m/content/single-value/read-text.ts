import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import { type ResourceType, type Value, valueFits } from '../../value.ts';
import { readForm } from './text-form.ts';

/** A value, and in what its text differs from appendix C; null with one deviation where it means nothing. */
export interface ReadText {
  readonly value: Value | null;
  readonly deviations: readonly Deviation[];
}

const deviation = deviationsOf('text', 'TS 1.0 §6.4.1');
const BLANKS = ' \t\r\n';

/** Reads the text of one value (TS 1.0 §6.4.1 and appendix C). Total and linear; offsets are in bytes. */
export function readText(type: ResourceType, text: string): ReadText {
  const [start, end] = type === 'String' ? [0, text.length] : withoutBlanks(text);
  const form = readForm(type, text.slice(start, end));
  if (form === null || !valueFits(type, form.value)) {
    return { value: null, deviations: [deviation('value', `Text that is no ${type}`, 0)] };
  }
  const deviations = form.oddities.map(({ code, message, clause, level }) =>
    deviation(code, message, start, { clause, level }),
  );
  if (start > 0 || end < text.length) {
    const message = `Blanks or line ends around a value of type ${type}`;
    deviations.push(deviation('blanks', message, start > 0 ? 0 : end));
  }
  return { value: form.value, deviations };
}

/** Where the text without blanks around it starts and ends. */
function withoutBlanks(text: string): [start: number, end: number] {
  let [start, end] = [0, text.length];
  while (start < end && BLANKS.includes(text.charAt(start))) start += 1;
  while (end > start && BLANKS.includes(text.charAt(end - 1))) end -= 1;
  return [start, end];
}
