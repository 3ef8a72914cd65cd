import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  Background,
  Controls,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type Edge,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useTranslation } from 'react-i18next';
import type { Monitoring, Routine } from '../../../api/flows';
import { PRESSURE_COLOURS, colourOf } from '../pressure';
import './graph.css';
import { NODE_WIDTH, connectionsOf, heightOf, layOut, type Direction, type Places } from './layout';
import { RoutineNode, type RoutineNodeType } from './RoutineNode';

const NODE_TYPES = { routine: RoutineNode };

interface Props {
  routines: readonly Routine[];
  /** How a job on the flow is doing. */
  live?: Monitoring;
  breakpoints?: ReadonlySet<string>;
  /** The routine before which the job stands still. */
  held?: string;
  traced?: ReadonlySet<string>;
  selected?: string;
  onSelect?: (routineId: string | undefined) => void;
}

/** The routines of a flow and how they are connected, with what a job does in them. */
export function FlowGraph(props: Props) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ routines, live, breakpoints, held, traced, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const direction: Direction = useMediaQuery('(max-width: 48em)') ? 'DOWN' : 'RIGHT';
  const places = usePlaces(routines, direction);
  const isMoved = useRef(false);
  const nodes = useMemo(
    () =>
      routines.map((routine): RoutineNodeType => ({
        id: routine.routine_id,
        type: 'routine',
        position: places?.get(routine.routine_id) ?? { x: 0, y: 0 },
        width: NODE_WIDTH,
        height: heightOf(routine),
        selected: routine.routine_id === selected,
        ariaLabel: routine.routine_id,
        data: {
          ...{ routine, direction, live: live?.routines[routine.routine_id] },
          isBreakpoint: breakpoints?.has(routine.routine_id) ?? false,
          isHeld: held === routine.routine_id,
          isTraced: traced?.has(routine.routine_id) ?? false,
        },
      })),
    [routines, places, direction, live, breakpoints, held, traced, selected],
  );
  const edges = useMemo(() => connectionsOf(routines).map((one) => edgeOf(one, live)), [routines, live]);
  if (!places) return <Loader aria-label={t('shell.loading')} />;
  return (
    <div
      className="sy-graph"
      style={{ height: `clamp(240px, ${bottomOf(routines, places) + ROUND_PX}px, ${MOST_HEIGHT[direction]})` }}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        minZoom={0.1}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_event, { id }) => onSelect?.(id)}
        onNodesChange={(changes) =>
          // a node that is chosen with the keyboard
          changes.forEach((change) => change.type === 'select' && change.selected && onSelect?.(change.id))
        }
        onMoveStart={(byHand) => {
          if (byHand) isMoved.current = true;
        }}
        onPaneClick={() => onSelect?.(undefined)}
        ariaLabelConfig={{
          'controls.ariaLabel': t('flow.controls'),
          'controls.zoomIn.ariaLabel': t('flow.zoomIn'),
          'controls.zoomOut.ariaLabel': t('flow.zoomOut'),
          'controls.fitView.ariaLabel': t('flow.fit'),
          'node.a11yDescription.default': t('flow.nodeHelp'),
        }}
      >
        <Background gap={20} />
        <Controls
          showInteractive={false}
          position="top-left"
          orientation="horizontal"
          onFitView={() => (isMoved.current = false)}
          fitViewOptions={FIT}
        />
        <FitToWindow places={places} isMoved={isMoved} />
      </ReactFlow>
    </div>
  );
}

/** Room above and below the routines; the controls are above them. */
const ROUND_PX = 100;
const FIT = { padding: { top: '56px', bottom: '24px', x: '24px' }, maxZoom: 1 } as const;
const MOST_HEIGHT: Record<Direction, string> = { RIGHT: '62vh', DOWN: '90vh' };

const bottomOf = (routines: readonly Routine[], places: Places): number =>
  Math.max(...routines.map((routine) => (places.get(routine.routine_id)?.y ?? 0) + heightOf(routine)));

/** Shows the whole flow, whatever the size of the window, until the person moves it. */
function FitToWindow({ places, isMoved }: { places: Places; isMoved: RefObject<boolean> }) {
  const { fitView } = useReactFlow();
  const size = useStore(({ width, height }) => `${width} ${height}`);
  useEffect(() => {
    isMoved.current = false;
  }, [places, isMoved]);
  useEffect(() => {
    if (!isMoved.current) void fitView(FIT);
  }, [places, size, fitView, isMoved]);
  return null;
}

function usePlaces(routines: readonly Routine[], direction: Direction): Places | undefined {
  const [places, setPlaces] = useState<Places>();
  useEffect(() => {
    let isOld = false;
    void layOut(routines, direction).then((found) => isOld || setPlaces(found));
    return () => {
      isOld = true;
    };
  }, [routines, direction]);
  return places;
}

function edgeOf(
  { id, from, event, to, slot }: ReturnType<typeof connectionsOf>[number],
  live: Monitoring | undefined,
): Edge {
  const status = live?.routines[to]?.queue_status.find(({ slot_name }) => slot_name === slot);
  const stroke = live ? colourOf(status) : PRESSURE_COLOURS.unknown;
  return {
    ...{ id, source: from, sourceHandle: event, target: to, targetHandle: slot },
    animated: live?.routines[from]?.execution_status.is_active ?? false,
    style: { stroke, strokeWidth: status?.is_near_full ? 3 : 1.5 },
    markerEnd: { type: MarkerType.ArrowClosed, color: stroke },
  };
}
