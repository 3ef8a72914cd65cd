import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { clock } from '../../parts/time';
import { leasesOf } from './leases';

const HEIGHT = 28;
const WIDTH = 1000;

/** Who held the GPU when, as bars over the time that its history covers. */
export function LeaseTimeline({ gpu }: { gpu: Schemas['GpuReply'] }) {
  const { t } = useTranslation();
  const leases = leasesOf(gpu);
  const [first] = leases;
  if (!first) return null;
  const span = Math.max(1, gpu.timestamp - first.from);
  const at = (time: number): number => ((time - first.from) / span) * WIDTH;
  const told = leases.map(({ task, from, to }) => `${task} ${clock(to - from)}`).join(', ');
  return (
    <figure style={{ margin: 0 }}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={told}
      >
        <rect width={WIDTH} height={HEIGHT} className="sy-lane" />
        {leases.map(({ task, from, to }) => (
          <rect key={from} x={at(from)} width={Math.max(2, at(to) - at(from))} height={HEIGHT} className="sy-lease">
            <title>{`${task} ${clock(to - from)}`}</title>
          </rect>
        ))}
      </svg>
      <Text component="figcaption" size="xs" className="sy-muted">
        {t('gpu.timeline', { span: clock(span) })}
      </Text>
    </figure>
  );
}
