import { Global, Injectable, Module } from '@nestjs/common';
import { TaskStore } from '@switchyard/task-store';
import { Caller } from '../access/caller';
import { VISIBLE_OUTPUTS, type VisibleOutputs } from './visible-outputs';

/** Outputs are visible once the record of their task has succeeded with just this attempt, to those who see the task. */
@Injectable()
class RecordedOutputs implements VisibleOutputs {
  constructor(private readonly store: TaskStore) {}

  bytesOf(owner: string): Promise<number> {
    return this.store.read.resultBytes(owner);
  }

  async isVisible(taskId: string, fence: number): Promise<boolean> {
    const [visible = false] = await this.areVisible([{ taskId, fence }]);
    return visible;
  }

  async areVisible(attempts: readonly { taskId: string; fence: number }[]): Promise<boolean[]> {
    return this.store.read.areVisible(attempts, Caller.current.only);
  }
}

@Global()
@Module({
  providers: [{ provide: VISIBLE_OUTPUTS, useClass: RecordedOutputs }],
  exports: [VISIBLE_OUTPUTS],
})
export class RecordedOutputsModule {}
