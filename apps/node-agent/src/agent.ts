import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentSettings } from './agent.settings';
import { GatewayClient, GatewayRefusal, wordOf, type Report, type Sign, type Work } from './gateway-client';
import { whyNotIdle } from './idle/idle-rules';
import { secondsSinceInput } from './idle/input-idle';
import { lentByDefault, machineFacts, type MachineFacts } from './idle/machine';
import { log } from './log';
import { Cgroups, limitsText } from './sandbox/cgroups';
import { SandboxRun, endLeftovers, mayLackSandbox, type Ran } from './sandbox/sandbox';
import { sandboxOf, type Sandbox } from './sandbox/self-test';
import { ServiceWorkers } from './service-workers';
import { StatusFile, homeOf } from './status';

const LONG_POLL_SECONDS = 50;
const RETRY_MS = { first: 500, most: 30_000 };
/** A sandbox that did not hold is tested again after so many looks at the machine. */
const RETEST_AFTER_LOOKS = 12;
/** A result is told again as long as the gateway may still take it. */
const REPORT_FOR_MS = 600_000;

const ASKS = 'it is idle and asks for work';

interface Current {
  work: Work;
  run: SandboxRun;
  /** Set when the result is not wanted any more, or not by us. */
  dropped?: 'lost' | 'handed back';
  pausedAt?: number;
}

/** Takes work when this machine is idle, runs it in the sandbox, steps aside for its owner. */
export class Agent {
  private readonly gateway: GatewayClient;
  private readonly status: StatusFile;
  private readonly workers: ServiceWorkers;
  private readonly cgroups = Cgroups.open();
  private readonly ending = new AbortController();
  private current: Current | undefined;
  private facts: MachineFacts = { cpuPercent: 0, memoryPercent: 0 };
  private notIdle: string | undefined = 'it has not been looked at yet';
  private sandbox: string | undefined;
  /** Why the gateway cannot be reached, as long as it cannot. */
  private away: string | undefined;
  /** Ends the request that waits for work. */
  private stopAsking = new AbortController();

  constructor(
    private readonly node: string,
    private readonly settings: AgentSettings,
  ) {
    this.gateway = new GatewayClient(node, settings);
    this.status = new StatusFile(homeOf(settings.agentHome), node, settings.agentServer);
    this.workers = new ServiceWorkers(node, settings);
  }

  /** As the settings say now. */
  private get kind(): Sandbox {
    return sandboxOf(this.settings.agentSandbox, this.settings.agentPython, this.cgroups);
  }

  /** Resolves after `stop`, when nothing runs any more. */
  async run(): Promise<void> {
    if (this.status.before !== undefined) endLeftovers(this.status.before);
    this.sandbox = await this.kind.problem();
    const limits = limitsText(this.cgroups?.held);
    this.status.setLimits(`${this.settings.agentSandbox}; ${limits}`);
    const sandbox = this.sandbox ?? 'holds';
    log('agent.started', { node_id: this.node, server: this.settings.agentServer, sandbox, limits });
    if (this.sandbox !== undefined) this.show('refused', this.sandbox);
    const beating = this.beat();
    while (!this.ending.signal.aborted) await this.turn();
    await beating;
    await this.workers.stop();
    await this.sayGoodbye();
    this.show('ended', 'it was stopped');
    await this.gateway.close();
  }

  /** Takes no more work; what runs may end within the drain time. */
  stop(): void {
    if (this.ending.signal.aborted) return;
    this.ending.abort();
    this.stopAsking.abort();
    const { current } = this;
    if (current)
      setTimeout(() => void this.handBack(current, 'its machine shuts down'), this.settings.agentDrain * 1000).unref();
  }

  private async turn(): Promise<void> {
    if (this.sandbox !== undefined) return this.testAgain();
    if (this.notIdle !== undefined) return this.rest(this.settings.agentInterval * 1000);
    if (this.away === undefined) this.show('waiting', ASKS);
    this.stopAsking = new AbortController();
    try {
      const work = await this.gateway.request(LONG_POLL_SECONDS, this.stopAsking.signal);
      this.reached();
      if (work) await this.work(work);
    } catch (error) {
      if (!this.stopAsking.signal.aborted) await this.afterFailure(error);
    }
  }

  /** What its owner installs or allows meanwhile needs no restart. */
  private async testAgain(): Promise<void> {
    await this.rest(RETEST_AFTER_LOOKS * this.settings.agentInterval * 1000);
    if (this.ending.signal.aborted) return;
    this.sandbox = await this.kind.problem();
    if (this.sandbox !== undefined) this.show('refused', this.sandbox);
    else log('agent.sandbox', { sandbox: 'holds' });
  }

  private async work(work: Work): Promise<void> {
    const { task_id, code, timeout, cpu, memory, reason, score } = work;
    const run = new SandboxRun({ code, timeoutSeconds: timeout, cpu, memoryMb: memory }, this.kind.begin);
    const current: Current = { work, run };
    this.current = current;
    this.show('working', `chosen by ${reason}`, task_id);
    log('task.started', { task_id, reason, score: score.total });
    const ran = await run.done.catch((error: unknown) => failed(wordOf(error)));
    this.sandbox = mayLackSandbox(ran) ? await this.kind.problem() : undefined;
    if (this.sandbox !== undefined && !current.dropped) await this.handBack(current, this.sandbox);
    const outcome = current.dropped ?? (await this.report(work, ran));
    this.current = undefined;
    log('task.ended', { task_id, outcome, seconds: ran.executionMs / 1000 });
    const ended_at = new Date().toISOString();
    this.status.add({ task_id, ended_at, outcome, seconds: ran.executionMs / 1000, reason, score: score.total });
    if (this.sandbox !== undefined) this.show('refused', this.sandbox);
  }

  /** @returns how it ended, as the owner reads it */
  private async report({ task_id, lease }: Work, ran: Ran): Promise<string> {
    const report: Report = {
      ...{ task_id, lease, status: ran.status, result: ran.output, truncated: ran.truncated },
      ...{ execution_time: ran.executionMs / 1000, error_message: ran.status === 'success' ? '' : ran.error },
    };
    const until = performance.now() + REPORT_FOR_MS;
    for (let waitMs = RETRY_MS.first; ; waitMs = Math.min(waitMs * 2, RETRY_MS.most)) {
      try {
        await this.gateway.report(report);
        return ran.status;
      } catch (error) {
        const isFinal = error instanceof GatewayRefusal && error.status < 500 && error.status !== 429;
        log('task.report_failed', { task_id, error: wordOf(error), final: isFinal }, 'warn');
        if (isFinal || performance.now() > until) return `${ran.status}, refused: ${wordOf(error)}`;
        await sleep(waitMs);
      }
    }
  }

  /** Signs of life go on whatever else happens; each look at the machine decides what it may do. */
  private async beat(): Promise<void> {
    for (let failures = 0; !this.ending.signal.aborted || this.current;) {
      try {
        await this.look();
        await this.heartbeat();
        this.reached();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1) log('heartbeat.failed', { error: wordOf(error) }, 'warn');
        if (!this.current) this.notReached(wordOf(error));
      }
      await this.rest(this.settings.agentInterval * 1000, !this.current);
    }
  }

  private async look(): Promise<void> {
    this.facts = await machineFacts();
    const sinceInput = this.settings.agentAlways ? undefined : await secondsSinceInput();
    const working = this.current !== undefined || this.workers.areWorking;
    this.notIdle = whyNotIdle({ ...this.facts, sinceInput, now: new Date(), working }, this.settings);
    if (this.notIdle !== undefined) {
      await this.workers.stop();
      await this.stepAside(this.notIdle);
    } else {
      if (!this.ending.signal.aborted) this.workers.start();
      this.goOn();
    }
    this.status.setServices(this.workers.text);
  }

  /** At once: what runs stands still. After the grace it is handed back. */
  private async stepAside(why: string): Promise<void> {
    const { current } = this;
    this.stopAsking.abort();
    if (!current) {
      if (this.sandbox === undefined && this.away === undefined) this.show('not idle', why);
      return;
    }
    if (current.dropped) return;
    current.pausedAt ??= performance.now();
    current.run.pause();
    this.show('paused', why, current.work.task_id);
    if (performance.now() - current.pausedAt >= this.settings.agentGrace * 1000) await this.handBack(current, why);
  }

  private goOn(): void {
    const { current } = this;
    if (!current?.pausedAt) return;
    current.pausedAt = undefined;
    current.run.goOn();
    this.show('working', 'its owner is away again', current.work.task_id);
  }

  private async handBack(current: Current, why: string): Promise<void> {
    if (current.dropped || this.current !== current) return;
    current.dropped = 'handed back';
    current.run.end(why);
    await current.run.done.catch(() => undefined); // nothing of it runs any more when another node gets it
    const { task_id, lease } = current.work;
    await this.gateway
      .giveBack(task_id, lease, why.slice(0, 300))
      .catch((error: unknown) => log('task.return_failed', { task_id, error: wordOf(error) }, 'warn'));
  }

  private async heartbeat(): Promise<void> {
    const { current } = this;
    const held = await this.gateway.heartbeat(this.sign(current || this.notIdle || this.sandbox ? 'busy' : 'idle'));
    if (!current || current !== this.current || current.dropped || held === current.work.task_id) return;
    current.dropped = 'lost';
    log('task.lost', { task_id: current.work.task_id });
    current.run.end('it was cancelled, or given to another node');
  }

  private sign(status: Sign['status']): Sign {
    const lent = lentByDefault();
    const { agentCores = lent.cpuCores, agentMemory = lent.memoryMb } = this.settings;
    const platform = `${process.platform} ${process.arch}`;
    const taskId = this.current?.work.task_id ?? '';
    return { status, cpuCores: agentCores, memoryMb: agentMemory, load: this.facts, platform, taskId };
  }

  private async sayGoodbye(): Promise<void> {
    await this.gateway.heartbeat(this.sign('offline')).catch(() => undefined); // it is found out by silence, too
  }

  private async afterFailure(error: unknown): Promise<void> {
    const word = wordOf(error);
    if (error instanceof GatewayRefusal && error.code === 'NODE_NOT_FOUND') return this.rest(RETRY_MS.first);
    if (this.away === undefined) log('request.failed', { error: word }, 'warn');
    this.notReached(word);
    const seconds = error instanceof GatewayRefusal ? (error.retryAfterSeconds ?? 10) : 1;
    await this.rest(seconds * 1000 * (1 + Math.random()));
  }

  /** One state, with its first reason, until the gateway answers again. */
  private notReached(why: string): void {
    this.away ??= why;
    if (this.sandbox === undefined) this.show('unreachable', this.away);
  }

  private reached(): void {
    if (this.away === undefined) return;
    this.away = undefined;
    if (!this.current && this.sandbox === undefined && this.notIdle === undefined) this.show('waiting', ASKS);
  }

  /** @param untilEnd whether the end of the agent ends it */
  private rest(ms: number, untilEnd = true): Promise<void> {
    const signal = untilEnd ? this.ending.signal : undefined;
    return sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  private show(state: Parameters<StatusFile['set']>[0], why: string, task_id?: string): void {
    if (this.status.set(state, why, task_id)) log('agent.state', { state, why, task_id });
  }
}

const failed = (error: string): Ran => ({ status: 'failed', output: '', truncated: false, executionMs: 0, error });
