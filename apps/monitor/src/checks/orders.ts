import { Injectable } from '@nestjs/common';
import {
  MonitorCommands,
  MonitorState,
  TimeoutConfig,
  type MonitorCommand,
  type TimeoutSettings,
} from '@switchyard/monitoring';
import type { CheckAnswer } from './check-runner';

/** What a leader is told: its settings as they are now, and commands. */
@Injectable()
export class Orders {
  constructor(
    private readonly state: MonitorState,
    private readonly config: TimeoutConfig,
    private readonly commands: MonitorCommands,
  ) {}

  async read(): Promise<{ enabled: boolean; settings: TimeoutSettings; command: MonitorCommand | undefined }> {
    const reading = this.state.read();
    const [{ enabled }, settings, command] = await Promise.all([
      reading,
      this.config.read(reading.then(({ settings: started }) => started)),
      this.commands.take(),
    ]);
    return { enabled, settings, command };
  }

  next(): Promise<MonitorCommand | undefined> {
    return this.commands.take();
  }

  answer({ id }: MonitorCommand, answer: CheckAnswer): Promise<void> {
    return this.commands.answer(id, answer);
  }
}
