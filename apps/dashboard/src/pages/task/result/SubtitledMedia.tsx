import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { Grid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../../api/client';
import { CuePanel } from './CuePanel';
import { SpokenWords } from './SpokenWords';
import { cueAt, type Cue } from './cues';
import type { Media } from './source-media';
import type { Turn } from './turns';

const Waveform = lazy(() => import('./Waveform').then(({ Waveform }) => ({ default: Waveform })));

/** A browser decodes all of a recording to draw it: half an hour takes a hundred megabytes. */
const LONGEST_WAVE_SECONDS = 1800;

interface Props {
  media?: Media;
  cues: readonly Cue[];
  turns: readonly Turn[];
  /** Whether more cues come. */
  live: boolean;
  language?: string;
}

/** A film or recording with its subtitles on it, beside the list of them, which follows. */
export function SubtitledMedia({ media, cues, turns, live, language }: Props) {
  const { t } = useTranslation();
  const player = useRef<HTMLVideoElement>(null);
  const [now, setNow] = useState(0);
  const [broken, setBroken] = useState(false);
  const [drawn, setDrawn] = useState<HTMLVideoElement | 'too long'>();
  useTrack(player, cues);
  const seek = (seconds: number): void => {
    if (!player.current) return;
    player.current.currentTime = seconds;
    setNow(seconds);
  };
  return (
    <Grid>
      {media && (
        <Grid.Col span={{ base: 12, md: cues.length > 0 ? 7 : 12 }}>
          <video
            ref={player}
            className={media.kind === 'audio' ? 'sy-audio' : 'sy-video'}
            controls
            preload="metadata"
            src={fileUrl(media.path)}
            aria-label={t('result.player')}
            onTimeUpdate={({ currentTarget }) => setNow(currentTarget.currentTime)}
            onSeeking={({ currentTarget }) => setNow(currentTarget.currentTime)}
            onError={() => setBroken(true)}
            onLoadedMetadata={({ currentTarget }) => {
              if (media.kind === 'audio')
                setDrawn(currentTarget.duration <= LONGEST_WAVE_SECONDS ? currentTarget : 'too long');
            }}
          />
          {drawn === 'too long' && (
            <Text size="sm" className="sy-muted">
              {t('viewer.tooLong')}
            </Text>
          )}
          {drawn && drawn !== 'too long' && (
            <Suspense>
              <Waveform player={drawn} turns={turns} label={t('viewer.wave')} />
            </Suspense>
          )}
          <SpokenWords cue={cues[cueAt(cues, now)]} now={now} onSeek={seek} />
          {broken && (
            <Text size="sm" className="sy-muted">
              {t('result.notPlayable')}
            </Text>
          )}
        </Grid.Col>
      )}
      {cues.length > 0 && (
        <Grid.Col span={{ base: 12, md: media ? 5 : 12 }}>
          <CuePanel cues={cues} current={cueAt(cues, now)} live={live} language={language} onSeek={seek} />
        </Grid.Col>
      )}
    </Grid>
  );
}

/** Keeps the subtitles of a player the same as the list. */
function useTrack(player: React.RefObject<HTMLVideoElement | null>, cues: readonly Cue[]): void {
  const track = useRef<TextTrack>(undefined);
  useEffect(() => {
    const element = player.current;
    if (!element) return;
    track.current ??= element.addTextTrack('subtitles', 'Switchyard');
    track.current.mode = 'showing';
    for (const old of [...(track.current.cues ?? [])]) track.current.removeCue(old);
    for (const { start, end, text } of cues) track.current.addCue(new VTTCue(start, Math.max(end, start), plain(text)));
  });
}

/** WebVTT has markup of its own; a subtitle is text. */
const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
