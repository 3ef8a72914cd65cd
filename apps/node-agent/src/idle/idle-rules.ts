import type { AgentSettings } from '../agent.settings';
import type { MachineFacts } from './machine';

export interface IdleFacts extends MachineFacts {
  /** Seconds; undefined where the machine does not tell. */
  sinceInput?: number;
  now: Date;
  /** A program of ours uses the machine: its load says nothing of the owner. */
  working: boolean;
}

export type IdleRules = Pick<
  AgentSettings,
  'agentAlways' | 'agentHours' | 'agentIdleAfter' | 'agentMaxCpu' | 'agentMaxMemory'
>;

/** @returns why the machine is not idle; nothing when it is */
export function whyNotIdle(facts: IdleFacts, rules: IdleRules): string | undefined {
  const { agentHours, agentAlways } = rules;
  if (agentHours !== undefined && !isWithin(agentHours, facts.now)) return `it is not within ${agentHours}`;
  if (agentAlways) return undefined;
  return ownerIsHere(facts, rules) ?? (facts.working ? undefined : isInUse(facts, rules));
}

function ownerIsHere({ onMains, sinceInput }: IdleFacts, { agentIdleAfter }: IdleRules): string | undefined {
  if (onMains === false) return 'it runs on battery';
  if (sinceInput === undefined)
    return 'it does not tell when it was last used; on a server without a desktop start the agent with --always';
  if (sinceInput < agentIdleAfter) return `it was used ${Math.round(sinceInput)} s ago`;
  return undefined;
}

function isInUse(facts: IdleFacts, { agentMaxCpu, agentMaxMemory }: IdleRules): string | undefined {
  if (facts.cpuPercent >= agentMaxCpu) return `${facts.cpuPercent} % of its CPU are in use`;
  if (facts.memoryPercent >= agentMaxMemory) return `${facts.memoryPercent} % of its memory are in use`;
  return undefined;
}

/** @param hours two times of a day; the second may be one of the next day */
function isWithin(hours: string, now: Date): boolean {
  const [from = 0, to = 0] = hours.split('-').map(minuteOf);
  const minute = now.getHours() * 60 + now.getMinutes();
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
