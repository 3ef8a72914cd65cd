import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { Slider, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../../api/client';

/** Players may drift apart by so much before one is set to the other. */
const DRIFT_SECONDS = 0.15;

/** A video and what was made of it, one over the other; the slider says how much of which is seen. */
export function BeforeAfter({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const [share, setShare] = useState(50);
  const lower = useRef<HTMLVideoElement>(null);
  const upper = useRef<HTMLVideoElement>(null);
  useEffect(() => follow(upper.current, lower.current), []);
  return (
    <section aria-label={t('viewer.beforeAfter')}>
      <Title order={2} size="h5" mb="xs">
        {t('viewer.beforeAfter')}
      </Title>
      <div className="sy-compare">
        <video
          ref={upper}
          className="sy-video"
          controls
          preload="metadata"
          src={fileUrl(after)}
          aria-label={t('viewer.after')}
        />
        <video
          ref={lower}
          className="sy-video"
          muted
          preload="auto"
          src={fileUrl(before)}
          aria-label={t('viewer.before')}
          style={{ '--hidden': `${100 - share}%` } as CSSProperties}
        />
      </div>
      <Slider
        mt="xs"
        value={share}
        onChange={setShare}
        label={null}
        thumbLabel={t('viewer.share')}
        marks={[
          { value: 0, label: t('viewer.before') },
          { value: 100, label: t('viewer.after') },
        ]}
        mb="lg"
        mx="xl"
      />
    </section>
  );
}

/** Keeps a player at the place of another one. */
function follow(leader: HTMLVideoElement | null, follower: HTMLVideoElement | null): (() => void) | undefined {
  if (!leader || !follower) return undefined;
  const adjust = (): void => {
    if (Math.abs(follower.currentTime - leader.currentTime) > DRIFT_SECONDS) follower.currentTime = leader.currentTime;
    if (leader.paused === follower.paused) return;
    if (leader.paused) follower.pause();
    else void follower.play().catch(() => undefined); // it goes on with the next adjustment
  };
  const events = ['play', 'pause', 'seeking', 'seeked', 'timeupdate'] as const;
  for (const event of events) leader.addEventListener(event, adjust);
  return () => events.forEach((event) => leader.removeEventListener(event, adjust));
}
