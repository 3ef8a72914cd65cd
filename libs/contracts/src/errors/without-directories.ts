const DIRECTORIES = /(^|[\s'"`(=[<]|file:(?:\/\/)?)\/(?:[^\s'"`:/\\]+\/)+/g;

/** A text without the directories of this machine: what is told to clients keeps the names of files only. */
export const withoutDirectories = (text: string): string => text.replace(DIRECTORIES, '$1…/');
