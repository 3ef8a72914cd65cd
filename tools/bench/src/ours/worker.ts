import { Module } from '@nestjs/common';
import { WorkerSettings, runWorker } from '@switchyard/worker-kit';
import { NoOp } from './no-op.task';

@Module({ providers: [NoOp] })
class NoOpModule {}

class NoOpSettings extends WorkerSettings {}

void runWorker({ service: 'wservice', module: NoOpModule, settings: NoOpSettings });
