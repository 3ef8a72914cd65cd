import { useEffect, useRef, useState } from 'react';
import { Button, Group, Text, Textarea, Title, UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { SaveCorrected } from './SaveCorrected';
import { shortStamp, type Cue } from './cues';

const ROW_PX = 48;

interface Props {
  cues: readonly Cue[];
  /** Index of the one that is spoken now, or -1. */
  current: number;
  live: boolean;
  language?: string;
  onSeek: (seconds: number) => void;
}

/** The subtitles as a list that follows the player: a click goes there, and wrong text can be mended. */
export function CuePanel({ cues, current, live, language, onSeek }: Props) {
  const { t } = useTranslation();
  const [corrected, setCorrected] = useState<readonly Cue[]>();
  const shown = corrected ?? cues;
  const correct = (index: number, text: string): void =>
    setCorrected(shown.map((cue, other) => (other === index ? withText(cue, text) : cue)));
  return (
    <section aria-label={t('result.cues')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t(live ? 'result.cuesSoFar' : 'result.cueCount', { count: cues.length })}
        </Title>
        {!live && (
          <Button size="xs" variant="default" onClick={() => setCorrected(corrected ? undefined : cues)}>
            {t(corrected ? 'result.discard' : 'result.correct')}
          </Button>
        )}
      </Group>
      <CueRows cues={shown} current={current} onSeek={onSeek} onCorrect={corrected && correct} />
      {corrected && <SaveCorrected cues={corrected} changed={corrected !== cues} language={language} />}
    </section>
  );
}

/** Times of single words do not fit words that were changed. */
const withText = (cue: Cue, text: string): Cue => ({ start: cue.start, end: cue.end, speaker: cue.speaker, text });

interface RowsProps extends Pick<Props, 'cues' | 'current' | 'onSeek'> {
  onCorrect?: (index: number, text: string) => void;
}

function CueRows({ cues, current, onSeek, onCorrect }: RowsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cues.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  useEffect(() => {
    if (current >= 0) rows.scrollToIndex(current, { align: 'auto' });
  }, [current, rows]);
  return (
    <div ref={scroller} className="sy-scroll" tabIndex={0} role="region" aria-label={t('result.cues')}>
      <ol style={{ height: rows.getTotalSize(), position: 'relative', margin: 0, padding: 0, listStyle: 'none' }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const cue = cues[index];
          if (!cue) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              data-current={index === current || undefined}
              aria-current={index === current ? 'true' : undefined}
              className="sy-cue"
              style={{ transform: `translateY(${start}px)` }}
            >
              <CueRow cue={cue} onSeek={onSeek} onCorrect={onCorrect && ((text) => onCorrect(index, text))} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface RowProps {
  cue: Cue;
  onSeek: (seconds: number) => void;
  onCorrect?: (text: string) => void;
}

function CueRow({ cue, onSeek, onCorrect }: RowProps) {
  const { t } = useTranslation();
  const head = `${shortStamp(cue.start)} – ${shortStamp(cue.end)}${cue.speaker ? ` · ${cue.speaker}` : ''}`;
  if (onCorrect) {
    return (
      <Textarea
        label={head}
        autosize
        minRows={1}
        value={cue.text}
        onFocus={() => onSeek(cue.start)}
        onChange={({ currentTarget }) => onCorrect(currentTarget.value)}
      />
    );
  }
  return (
    <UnstyledButton onClick={() => onSeek(cue.start)} title={t('result.seek')}>
      <Text size="xs" className="sy-muted" component="span" display="block">
        {head}
      </Text>
      <Text size="sm" component="span" className="sy-any-text" style={{ whiteSpace: 'pre-line' }}>
        {cue.text}
      </Text>
    </UnstyledButton>
  );
}
