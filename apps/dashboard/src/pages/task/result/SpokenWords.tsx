import { useTranslation } from 'react-i18next';
import type { Cue } from './cues';

interface Props {
  cue: Cue | undefined;
  now: number;
  onSeek: (seconds: number) => void;
}

/** The words of the subtitle that is spoken now; the word itself stands out. */
export function SpokenWords({ cue, now, onSeek }: Props) {
  const { t } = useTranslation();
  if (!cue?.words?.length) return null;
  return (
    <p className="sy-words" aria-label={t('viewer.words')}>
      {cue.words.map(({ word, start, end }) => (
        <button
          key={`${start} ${word}`}
          type="button"
          data-current={(start <= now && now < end) || undefined}
          onClick={() => onSeek(start)}
        >
          {word}
        </button>
      ))}
    </p>
  );
}
