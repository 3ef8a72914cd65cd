import type { ElkNode } from 'elkjs/lib/elk-api';
import type { Routine } from '../../../api/flows';

export const NODE_WIDTH = 200;
export const HEAD_PX = 68;
export const SLOT_PX = 38;
export const EVENT_PX = 22;

/** Events get a line of their own where there are several. */
export const eventLines = ({ events }: Routine): number => (events.length > 1 ? events.length : 0);

export const heightOf = (routine: Routine): number =>
  HEAD_PX + routine.slots.length * SLOT_PX + eventLines(routine) * EVENT_PX + 8;

export type Direction = 'RIGHT' | 'DOWN';
export type Places = ReadonlyMap<string, { x: number; y: number }>;

/** Places of the routines; the program that finds them is loaded when the first graph is shown. */
export async function layOut(routines: readonly Routine[], direction: Direction): Promise<Places> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const laidOut = await new Elk().layout(graphOf(routines, direction));
  return new Map((laidOut.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}

function graphOf(routines: readonly Routine[], direction: Direction): ElkNode {
  const [inward, outward] = direction === 'RIGHT' ? ['WEST', 'EAST'] : ['NORTH', 'SOUTH'];
  const port = (id: string, side: string) => ({ id, layoutOptions: { 'elk.port.side': side } });
  return {
    id: 'flow',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.layered.spacing.nodeNodeBetweenLayers': '40',
      'elk.spacing.nodeNode': '30',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: routines.map((routine) => ({
      id: routine.routine_id,
      width: NODE_WIDTH,
      height: heightOf(routine),
      layoutOptions: { 'elk.portConstraints': 'FIXED_SIDE' },
      ports: [
        ...routine.slots.map(({ slot_name }) => port(`in ${routine.routine_id} ${slot_name}`, inward)),
        ...routine.events.map(({ event_name }) => port(`out ${routine.routine_id} ${event_name}`, outward)),
      ],
    })),
    edges: connectionsOf(routines).map(({ id, from, event, to, slot }) => ({
      id,
      sources: [`out ${from} ${event}`],
      targets: [`in ${to} ${slot}`],
    })),
  };
}

export interface Connection {
  id: string;
  from: string;
  event: string;
  to: string;
  slot: string;
}

export const connectionsOf = (routines: readonly Routine[]): Connection[] =>
  routines.flatMap(({ routine_id: from, events }) =>
    events.flatMap(({ event_name: event, connections }) =>
      connections.map(({ routine_id: to, slot_name: slot }) => ({
        id: `${from}.${event} -> ${to}.${slot}`,
        ...{ from, event, to, slot },
      })),
    ),
  );
