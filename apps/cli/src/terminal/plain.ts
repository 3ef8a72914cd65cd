import { stripVTControlCharacters } from 'node:util';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Text of others without what would steer the terminal: file names and error messages may hold anything. */
export const plain = (text: string): string => stripVTControlCharacters(text).replace(CONTROL, ' ');
