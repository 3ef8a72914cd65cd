import type { Cue, SpeakerTurn } from '../cue';
import { wordSpans, type WordSpan } from '../word-spans';
import { TurnIndex } from './turn-index';

/** The cues, each with who speaks for most of it; a cue that no turn touches stays as it is. */
export function speakersOfCues(cues: readonly Cue[], turns: readonly SpeakerTurn[]): Cue[] {
  const index = new TurnIndex(turns);
  return cues.map((cue) => withSpeaker(cue, index.speakerOf(cue)));
}

const withSpeaker = (cue: Cue, speaker: string | undefined): Cue => (speaker === undefined ? cue : { ...cue, speaker });

/** The cues, parted at the words where the speaker changes; a cue without times of its words has one speaker. */
export function cuesBySpeaker(cues: readonly Cue[], turns: readonly SpeakerTurn[]): Cue[] {
  const index = new TurnIndex(turns);
  return cues.flatMap((cue) => {
    const spans = wordSpans(cue.text, cue.words);
    return spans ? parted(cue, spans, index) : [withSpeaker(cue, index.speakerOf(cue))];
  });
}

function parted(cue: Cue, spans: readonly WordSpan[], index: TurnIndex): Cue[] {
  const speakers = withoutGaps(spans.map(({ word }) => index.speakerOf(word)));
  const begins = spans.flatMap((_, at) => (at === 0 || speakers[at] !== speakers[at - 1] ? [at] : []));
  return begins.map((begin, part) => {
    const next = begins[part + 1] ?? spans.length;
    const [from, to] = [spans[begin]?.from, next < spans.length ? spans[next]?.from : cue.text.length];
    const words = spans.slice(begin, next).map(({ word }) => word);
    const start = part === 0 ? cue.start : (words[0]?.start ?? cue.start);
    const end = next === spans.length ? cue.end : (words.at(-1)?.end ?? cue.end);
    const own = { ...cue, start, end: Math.max(start, end), text: cue.text.slice(from, to).trim(), words };
    return withSpeaker(own, speakers[begin]);
  });
}

/** A word in no turn is said by who said the word before it, at the beginning by who says the next. */
function withoutGaps(speakers: readonly (string | undefined)[]): (string | undefined)[] {
  let last = speakers.find((speaker) => speaker !== undefined);
  return speakers.map((speaker) => (last = speaker ?? last));
}
