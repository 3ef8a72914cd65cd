import { EngineStalledError } from '@switchyard/contracts';
import { createLogger } from '@switchyard/observability';
import { AttemptRun } from './attempt-run';

const STALL_MS = 600_000;

describe('an attempt whose engine is silent', () => {
  let run: AttemptRun;

  beforeEach(() => {
    jest.useFakeTimers();
    run = new AttemptRun(
      {} as never,
      () => ({}) as never,
      {} as never,
      {} as never,
      {} as never,
      createLogger('t', 'silent'),
    );
  });
  afterEach(() => jest.useRealTimers());

  const silentFor = (ms: number): Error | undefined => {
    jest.advanceTimersByTime(ms);
    run.endIfStalled(STALL_MS);
    return run.signal.reason as Error | undefined;
  };
  /** Calls an engine; the answer gives it its turn. */
  const call = (): (() => void) => {
    const { onBegin, onTurn } = run.call;
    const work = new Promise(() => undefined);
    onBegin?.(work);
    return () => onTurn?.(work);
  };

  it('is ended, from its turn on', () => {
    const turn = call();
    expect(silentFor(2 * STALL_MS)).toBeUndefined();
    turn();
    expect(silentFor(STALL_MS)).toBeUndefined();
    expect(silentFor(1)).toBeInstanceOf(EngineStalledError);
  });

  it('is ended while another of its calls waits', () => {
    call()();
    call();
    expect(silentFor(STALL_MS + 1)).toBeInstanceOf(EngineStalledError);
  });
});
