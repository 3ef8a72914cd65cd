import { InternalTaskError } from '@switchyard/contracts';
import { traced } from '@switchyard/observability';
import { EngineLine, type EngineLineOptions, type EnginePoolState } from './engine-line';
import type { EngineCall, EngineGpu } from './engine-process';

/** An interface whose methods take one parameter object and return a promise. */
export type EngineMethods<M> = { [K in keyof M]: (params: never) => Promise<unknown> };

export type EnginePoolOptions = EngineLineOptions;

const CPU = '';

/**
 * Runs the methods of an engine in child processes. Engines without a GPU see none; each GPU has at most one, which is in
 * the gate of that device before it loads anything.
 */
export class EnginePool<M extends EngineMethods<M>> {
  private readonly lines = new Map<string, EngineLine>();
  private readonly cooled: ((gpu: string) => void)[] = [];
  private closed = false;

  constructor(private readonly options: EnginePoolOptions) {}

  /** Runs one method in an engine; calls for one device are served in the order they came. */
  async call<K extends keyof M & string>(
    method: K,
    params: Parameters<M[K]>[0],
    call: EngineCall,
  ): Promise<Awaited<ReturnType<M[K]>>> {
    if (this.closed) throw new InternalTaskError(`engine ${this.options.name} is closed`);
    const span = { name: `engine ${this.options.name} ${method}` };
    const made = traced(span, () => this.line(call.gpu).call(method, params, call));
    call.onBegin?.(made);
    return (await made) as Awaited<ReturnType<M[K]>>;
  }

  /** Ends all engines, confirmed; calls in work or waiting are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.lines.values()].map((line) => line.close()));
  }

  /** Whether anything of an engine may still be on a GPU. */
  loaded(gpu: string): boolean {
    return this.lines.get(gpu)?.loaded ?? false;
  }

  /** Resolves when no engine is on the GPU any more, confirmed; calls that used it are rejected. */
  async end(gpu: string): Promise<void> {
    await this.lines.get(gpu)?.end();
  }

  /** Told each time the last engine on a GPU has ended. */
  onCooled(listener: (gpu: string) => void): void {
    this.cooled.push(listener);
  }

  get state(): EnginePoolState {
    const states = [...this.lines.values()].map(({ state }) => state);
    const sum = (field: Exclude<keyof EnginePoolState, 'pids'>): number =>
      states.reduce((total, state) => total + state[field], 0);
    return {
      warm: sum('warm'),
      busy: sum('busy'),
      waiting: sum('waiting'),
      starts: sum('starts'),
      crashes: sum('crashes'),
      pids: states.flatMap(({ pids }) => pids),
    };
  }

  private line(gpu: EngineGpu | undefined): EngineLine {
    const name = gpu?.device.gpu ?? CPU;
    const line = this.lines.get(name) ?? this.newLine(gpu);
    this.lines.set(name, line);
    return line;
  }

  private newLine(gpu: EngineGpu | undefined): EngineLine {
    const options = { ...this.options, env: { ...this.options.env, CUDA_VISIBLE_DEVICES: visible(gpu) } };
    if (!gpu) return new EngineLine(options);
    const tell = (): void => this.cooled.forEach((listener) => listener(gpu.device.gpu));
    // What CUDA reserves of the address space would count as memory.
    const limits = { ...options.limits, memoryBytes: undefined };
    return new EngineLine({ ...options, limits, size: 1 }, tell);
  }
}

/** What CUDA shows to an engine: its own device, or none (CUDA C++ programming guide, `CUDA_VISIBLE_DEVICES`). */
const visible = (gpu: EngineGpu | undefined): string => (gpu && !gpu.device.simulated ? gpu.device.uuid : '');
