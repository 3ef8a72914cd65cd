import { useEffect, useRef } from 'react';
import WaveSurfer from 'wavesurfer.js';
import RegionsPlugin from 'wavesurfer.js/dist/plugins/regions.esm.js';
import type { Turn } from './turns';

/** Enough for a picture of it. */
const SAMPLE_RATE = 8000;
const COLOURS = ['#1c7ed655', '#f0883e55', '#2f9e4455', '#ae3ec955', '#e0313155', '#0ca67855'];

interface Props {
  /** What plays the sound; it is drawn here, and a click goes there. */
  player: HTMLMediaElement;
  turns: readonly Turn[];
  label: string;
}

/** The sound as a curve, with a colour for each speaker. */
export function Waveform({ player, turns, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const regions = RegionsPlugin.create();
    const wave = WaveSurfer.create({
      container: place.current,
      media: player,
      height: 72,
      sampleRate: SAMPLE_RATE,
      waveColor: '#868e96',
      progressColor: '#1c7ed6',
      plugins: [regions],
    });
    const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
    wave.on('ready', () => {
      for (const { start, end, speaker } of turns) {
        const color = COLOURS[speakers.indexOf(speaker) % COLOURS.length];
        regions.addRegion({ start, end, content: named(speaker), color, drag: false, resize: false });
      }
    });
    return () => wave.destroy();
  }, [player, turns]);
  return <div ref={place} className="sy-wave" role="img" aria-label={label} />;
}

/** As text: a string would be taken for HTML. */
function named(speaker: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = speaker;
  element.className = 'sy-speaker';
  return element;
}
