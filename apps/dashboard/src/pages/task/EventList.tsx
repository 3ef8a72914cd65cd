import { useRef } from 'react';
import { Alert, Badge, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import type { TaskEvent } from '@switchyard/client';
import type { TaskEvents } from '../../api/task-events';
import { wordOf } from '../../parts/told';
import { factsOf } from './words';

const COLOURS: Record<TaskEvent['level'], string> = { info: 'gray', success: 'green', warning: 'orange', error: 'red' };
const ROW_PX = 34;

/** All events, newest first; only the rows in sight are in the page. */
export function EventList({ stream: { events, firstKept } }: { stream: TaskEvents }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => events[events.length - 1 - index]?.seq ?? index,
    overscan: 10,
  });
  return (
    <>
      {firstKept !== undefined && <Alert color="orange">{t('task.gap', { first: firstKept })}</Alert>}
      <div ref={scroller} className="sy-scroll" tabIndex={0} role="region" aria-label={t('task.eventList')}>
        <ol
          reversed
          style={{ height: rows.getTotalSize(), position: 'relative', margin: 0, padding: 0, listStyle: 'none' }}
        >
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const event = events[events.length - 1 - index];
            return (
              event && (
                <li
                  key={key}
                  ref={rows.measureElement}
                  data-index={index}
                  className="sy-event"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <EventRow event={event} />
                </li>
              )
            );
          })}
        </ol>
      </div>
    </>
  );
}

function EventRow({ event }: { event: TaskEvent }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="xs" className="sy-muted" component="span" miw={30} ta="right">
        {event.seq}
      </Text>
      <Text
        size="xs"
        className="sy-muted"
        component="time"
        dateTime={event.timestamp}
        title={event.timestamp}
        style={{ whiteSpace: 'nowrap' }}
      >
        {new Date(event.timestamp).toLocaleTimeString()}
      </Text>
      <Badge size="sm" variant="outline" color={COLOURS[event.level]} style={{ flexShrink: 0 }}>
        {wordOf(t, 'event', event.type)}
      </Badge>
      <Text size="sm" component="span" className="sy-any-text" title={event.producer}>
        {factsOf(t, event)}
      </Text>
    </>
  );
}
