/**
 * Arguments of Execute (TS 1.0 §5.4.5): digits, each with an optional quoted value, separated by commas.
 * `5`, `2='10.3'`, `7,0='https://www.oma.org'`. A value holds neither blanks nor quotes nor backslashes.
 */
export const ARGUMENT_LIST = /^\d(?:='[!#-&(-[\]-~]*')?(?:,\d(?:='[!#-&(-[\]-~]*')?)*$/;
