/** How the writers of all formats may be asked to write. */
export interface WriteOptions {
  /** Says who speaks: as markup where the format has it, else before the text. */
  speakers?: boolean;
  /** Marks the time of each word where the format can (WebVTT, ASS); SRT gets one cue per word. */
  words?: boolean;
  /** Size of the letters in points at 288 lines (ASS); by default 16. */
  fontSize?: number;
  /** Lets the player break long lines (ASS), for text that is not laid out. */
  wrapped?: boolean;
}
