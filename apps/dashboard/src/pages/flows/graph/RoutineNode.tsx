import { memo, type CSSProperties } from 'react';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import type { Monitoring, Routine, SlotStatus } from '../../../api/flows';
import { colourOf, pulseOf } from '../pressure';
import { EVENT_PX, HEAD_PX, SLOT_PX, eventLines, type Direction } from './layout';

export type RoutineNodeData = {
  routine: Routine;
  /** Nothing while no job is looked at. */
  live?: Monitoring['routines'][string];
  isBreakpoint: boolean;
  /** The job stands still before it. */
  isHeld: boolean;
  /** The item that is traced went through it. */
  isTraced: boolean;
  direction: Direction;
};

export type RoutineNodeType = Node<RoutineNodeData, 'routine'>;

/** A routine with its slots: what it is, whether it works, and what waits before it. */
export const RoutineNode = memo(function RoutineNode({ data, selected }: NodeProps<RoutineNodeType>) {
  const { t } = useTranslation();
  const { routine, live, isBreakpoint, isHeld, isTraced, direction } = data;
  const execution = live?.execution_status;
  const status = execution?.is_active ? 'active' : execution?.status;
  return (
    <div
      className="sy-routine"
      data-status={status}
      data-selected={selected || undefined}
      data-held={isHeld || undefined}
      data-traced={isTraced || undefined}
    >
      <div className="sy-routine-head" style={{ height: HEAD_PX }}>
        <div className="sy-routine-name">
          {isBreakpoint && <span className="sy-breakpoint" role="img" aria-label={t('flow.breakpoint')} />}
          <b>{routine.routine_id}</b>
          {execution && execution.active_count > 0 && (
            <span className="sy-active">{t('flow.active', { count: execution.active_count })}</span>
          )}
        </div>
        <div className="sy-routine-kind">{routine.task ?? routine.routine_type}</div>
        {execution && (
          <div className="sy-routine-counts">
            {t('flow.executions', { count: execution.execution_count })}
            {execution.error_count > 0 && (
              <span className="sy-bad"> · {t('flow.errors', { count: execution.error_count })}</span>
            )}
          </div>
        )}
      </div>
      {routine.slots.map(({ slot_name, max_queue_length }, at) => (
        <SlotLine
          key={slot_name}
          name={slot_name}
          most={max_queue_length}
          status={live?.queue_status.find((slot) => slot.slot_name === slot_name)}
          handle={handlePlace(direction, HEAD_PX + (at + 0.5) * SLOT_PX, at, routine.slots.length)}
          direction={direction}
        />
      ))}
      {routine.events.map(({ event_name }, at) => (
        <div key={event_name} className="sy-event-line" style={{ height: eventLines(routine) > 0 ? EVENT_PX : 0 }}>
          {eventLines(routine) > 0 && event_name}
          <Handle
            type="source"
            id={event_name}
            position={direction === 'RIGHT' ? Position.Right : Position.Bottom}
            isConnectable={false}
            style={handlePlace(direction, eventTop(routine, at), at, routine.events.length)}
          />
        </div>
      ))}
    </div>
  );
});

const eventTop = (routine: Routine, at: number): number =>
  eventLines(routine) === 0 ? HEAD_PX / 2 : HEAD_PX + routine.slots.length * SLOT_PX + (at + 0.5) * EVENT_PX;

const handlePlace = (direction: Direction, top: number, at: number, of: number): CSSProperties =>
  direction === 'RIGHT' ? { top } : { left: `${((at + 1) / (of + 1)) * 100}%` };

interface SlotLineProps {
  name: string;
  most: number;
  status: SlotStatus | undefined;
  handle: CSSProperties;
  direction: Direction;
}

function SlotLine({ name, most, status, handle, direction }: SlotLineProps) {
  const { t } = useTranslation();
  const usage = status?.usage_percentage ?? 0;
  return (
    <div className="sy-slot" style={{ height: SLOT_PX }} data-pressure={status?.pressure_level ?? 'unknown'}>
      <Handle
        type="target"
        id={name}
        position={direction === 'RIGHT' ? Position.Left : Position.Top}
        isConnectable={false}
        style={handle}
      />
      <div className="sy-slot-words">
        <span>
          <span
            className="sy-pressure"
            data-pulse={pulseOf(usage)}
            style={{ background: colourOf(status), color: colourOf(status) }}
          />
          {name}
        </span>
        <span>{status ? t('flow.waiting', { waiting: status.unconsumed_count, most }) : most}</span>
      </div>
      <div className="sy-slot-bar">
        <div style={{ width: `${usage * 100}%`, background: colourOf(status) }} />
      </div>
    </div>
  );
}
