import { useEffect, useState } from 'react';
import { createParser } from 'eventsource-parser';
import type { TaskEvent } from '@switchyard/client';
import { fetchWithKey } from './access';
import { AwayError, RefusedError, refusalOf } from './client';

export interface TaskEvents {
  /** By number, each once. */
  events: readonly TaskEvent[];
  /** `lost`: the connection is down, what is shown may be old, and it is tried again. */
  connection: 'connecting' | 'live' | 'lost' | 'over';
  /** Number of the oldest event that is left, where older ones were removed. */
  firstKept?: number;
}

const BEGINNING: TaskEvents = { events: [], connection: 'connecting' };
const RETRY_MS = [250, 500, 1000, 2000, 5000];
/** The gateway sends a sign of life every 15 s; a laptop that slept hears nothing for longer. */
const SILENCE_MS = 40_000;
/** A burst of events becomes few changes of the page. */
const MERGE_MS = 50;

/** The events of a task as they come; a cut connection is taken up after the last one that arrived. */
export function useTaskEvents(id: string): TaskEvents {
  const [state, setState] = useState(BEGINNING);
  useEffect(() => {
    setState(BEGINNING);
    const follower = new Follower(id, setState);
    void follower.run();
    return () => follower.stop();
  }, [id]);
  return state;
}

type Tell = (change: (state: TaskEvents) => TaskEvents) => void;

class Follower {
  private readonly stopped = new AbortController();
  private last = 0;
  private failures = 0;
  private arrived: TaskEvent[] = [];

  constructor(
    private readonly id: string,
    private readonly tell: Tell,
  ) {}

  stop(): void {
    this.stopped.abort();
  }

  async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        if ((await this.connect()) === 'over') return this.set('over');
      } catch (error) {
        if (this.stopped.signal.aborted || isRefused(error)) return this.set('over');
        this.set('lost');
      }
      await this.pause();
    }
  }

  private set(connection: TaskEvents['connection']): void {
    if (!this.stopped.signal.aborted) this.tell((state) => ({ ...state, connection }));
  }

  private async connect(): Promise<'over' | 'cut'> {
    const silence = new AbortController();
    const hush = (): void => silence.abort();
    let timer = setTimeout(hush, SILENCE_MS);
    try {
      const response = await fetchWithKey(`/v1/tasks/${encodeURIComponent(this.id)}/events?after_seq=${this.last}`, {
        headers: { accept: 'text/event-stream' },
        signal: AbortSignal.any([this.stopped.signal, silence.signal]),
      });
      if (response.status === 204) return 'over';
      if (!response.ok || !response.body) throw refusalOf(response.status, await response.json().catch(() => null));
      this.failures = 0;
      this.set('live');
      const parser = createParser({ onEvent: ({ event, data }) => this.take(event, data) });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(timer);
        timer = setTimeout(hush, SILENCE_MS);
        parser.feed(part.value);
      }
      return 'cut';
    } finally {
      clearTimeout(timer);
    }
  }

  private take(type: string | undefined, data: string): void {
    if (type === 'gap') {
      const { first_seq } = JSON.parse(data) as { first_seq: number };
      return this.tell((state) => ({ ...state, firstKept: first_seq }));
    }
    const event = JSON.parse(data) as TaskEvent;
    if (event.seq <= this.last) return;
    this.last = event.seq;
    if (this.arrived.push(event) === 1) setTimeout(() => this.showArrived(), MERGE_MS);
  }

  private showArrived(): void {
    const { arrived } = this;
    this.arrived = [];
    if (!this.stopped.signal.aborted) this.tell((state) => ({ ...state, events: [...state.events, ...arrived] }));
  }

  private async pause(): Promise<void> {
    const delay = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

/** A task that is gone, a key that is no longer good: asking again does not help. */
const isRefused = (error: unknown): boolean =>
  error instanceof RefusedError && !(error instanceof AwayError) && error.status < 500 && error.status !== 429;
