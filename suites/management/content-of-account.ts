import { json } from '../../harness/touchstone.ts';

/** JSON of an account with this lifetime and storing, as a partial update of `/1/0`. */
export function accountJson(account: string, lifetime: number, storing: boolean) {
  return json({
    bn: `${account}/`,
    e: [
      { n: '1', v: lifetime },
      { n: '6', bv: storing },
    ],
  });
}
