import { AgentSettings } from '../agent.settings';
import { whyNotIdle, type IdleFacts } from './idle-rules';

const facts = (more: Partial<IdleFacts> = {}): IdleFacts => ({
  ...{ cpuPercent: 5, memoryPercent: 40, onMains: true, sinceInput: 301, working: false },
  now: new Date(2026, 0, 1, 23, 30),
  ...more,
});
const rules = (more: Partial<AgentSettings> = {}): AgentSettings => Object.assign(new AgentSettings(), more);

describe('a machine', () => {
  it('is idle while no person uses it', () => {
    expect(whyNotIdle(facts(), rules())).toBeUndefined();
    expect(whyNotIdle(facts({ onMains: undefined }), rules())).toBeUndefined();
  });

  it.each([
    [{ sinceInput: 299 }, 'it was used 299 s ago'],
    [{ onMains: false }, 'it runs on battery'],
    [{ cpuPercent: 15 }, '15 % of its CPU are in use'],
    [{ memoryPercent: 70 }, '70 % of its memory are in use'],
    [{ sinceInput: undefined }, /start the agent with --always/],
  ])('is not idle with %j', (more, why) => {
    expect(whyNotIdle(facts(more), rules())).toMatch(why);
    expect(whyNotIdle(facts(more), rules({ agentAlways: true }))).toBeUndefined();
  });

  it('stays idle under the load of our own program, but not when its owner comes back', () => {
    expect(whyNotIdle(facts({ working: true, cpuPercent: 100, memoryPercent: 90 }), rules())).toBeUndefined();
    expect(whyNotIdle(facts({ working: true, sinceInput: 0 }), rules())).toBe('it was used 0 s ago');
  });

  it.each([
    ['22:00-07:00', 23, true],
    ['22:00-07:00', 6, true],
    ['22:00-07:00', 7, false],
    ['22-24', 23, true],
    ['9-17', 23, false],
    ['9:00-17:30', 17, true],
  ])('within %s at %i h: %s', (agentHours, hour, within) => {
    const why = whyNotIdle(facts({ now: new Date(2026, 0, 1, hour, 15) }), rules({ agentHours, agentAlways: true }));
    expect(why === undefined).toBe(within);
  });
});
