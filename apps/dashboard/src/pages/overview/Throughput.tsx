import { useEffect, useRef } from 'react';
import { Paper, Text, Title, useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Schemas } from '@switchyard/client';

type Minutes = Schemas['RunHistory']['minutes'];

const HEIGHT_PX = 180;

/** What ended in each minute of the last hour. */
export function Throughput({ minutes }: { minutes?: Minutes }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  useEffect(() => {
    if (!minutes || !box.current) return;
    const chart = new uPlot(
      optionsOf(box.current.clientWidth, dark, t('state.succeeded'), t('state.failed')),
      dataOf(minutes),
      box.current,
    );
    const resized = new ResizeObserver(
      ([entry]) => entry && chart.setSize({ width: entry.contentRect.width, height: HEIGHT_PX }),
    );
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
  }, [minutes, dark, t]);
  const total = (of: 'completed' | 'failed'): number => (minutes ?? []).reduce((sum, minute) => sum + minute[of], 0);
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        {t('overview.lastHour')}
      </Title>
      <Text size="sm" className="sy-muted">
        {t('overview.ended', { completed: total('completed'), failed: total('failed') })}
      </Text>
      <div ref={box} aria-hidden="true" style={{ minHeight: HEIGHT_PX, minWidth: 0 }} />
    </Paper>
  );
}

/** Nothing is drawn for a minute in which nothing ended. */
function dataOf(minutes: Minutes): uPlot.AlignedData {
  return [
    minutes.map(({ start_time }) => Date.parse(start_time) / 1000),
    minutes.map(({ completed }) => completed || null),
    minutes.map(({ failed }) => failed || null),
  ];
}

function optionsOf(width: number, dark: boolean, succeeded: string, failed: string): uPlot.Options {
  const text = dark ? '#c9c9c9' : '#495057';
  const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  const axis = { stroke: text, grid: { stroke: dark ? '#424242' : '#e9ecef' }, ticks: { show: false } };
  const bars = uPlot.paths.bars?.({ size: [0.8, 20] });
  const series = (label: string, colour: string): uPlot.Series => ({
    label,
    fill: colour,
    stroke: colour,
    paths: bars,
    points: { show: false },
  });
  return {
    width,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_chart, _least, most) => [0, Math.max(1, most)] } },
    axes: [
      { ...axis, size: 30, values: (_chart, splits) => splits.map((seconds) => time.format(seconds * 1000)) },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] },
    ],
    series: [{}, series(succeeded, dark ? '#51cf66' : '#2f9e44'), series(failed, dark ? '#ff6b6b' : '#e03131')],
  };
}
