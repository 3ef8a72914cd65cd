import { ApiProperty } from '@nestjs/swagger';
import { SERVICES, type ServiceName } from '@switchyard/contracts';
import type { GpuFacts, HostFacts, LiveWorker } from '@switchyard/task-store';

const Share = (description: string): PropertyDecorator => ApiProperty({ minimum: 0, maximum: 1, description });
const Bytes = (description: string): PropertyDecorator => ApiProperty({ type: 'integer', minimum: 0, description });

class CpuReply {
  @ApiProperty({ type: 'integer' }) cores!: number;
  @Share('part of all CPU time that is used') load!: number;
}

class RoomReply {
  @Bytes('bytes') total_bytes!: number;
  @Bytes('bytes') available_bytes!: number;
}

class HostGpuReply implements GpuFacts {
  @ApiProperty({ example: 'NVIDIA T4' }) name!: string;
  @Share('part of the time in which it works') load!: number;
  @Bytes('bytes') memory_total_bytes!: number;
  @Bytes('bytes') memory_used_bytes!: number;
}

class HostReply implements HostFacts {
  @ApiProperty() cpu!: CpuReply;
  @ApiProperty() memory!: RoomReply;
  @ApiProperty({ type: RoomReply, nullable: true, description: 'file system of the shared files' })
  disk!: RoomReply | null;
  @ApiProperty({ type: [HostGpuReply] }) gpus!: HostGpuReply[];
}

export class WorkerReply implements Omit<LiveWorker, 'host_facts'> {
  @ApiProperty({ example: 'ffmpeg@media-box-4711-a1b2c3' }) worker!: string;
  @ApiProperty({ enum: SERVICES }) service!: ServiceName;
  @ApiProperty() version!: string;
  @ApiProperty({ enum: ['cpu', 'cuda'] satisfies LiveWorker['device'][] }) device!: LiveWorker['device'];
  @ApiProperty({ type: [String], description: 'lock keys of the GPUs it uses' }) gpus!: string[];
  @ApiProperty({ type: [String], description: 'models that are ready' }) models!: string[];
  @ApiProperty({ type: [String], description: 'what it needs before it takes tasks' }) missing!: string[];
  @ApiProperty({ type: 'integer', description: 'tasks it works on at the same time' }) concurrency!: number;
  @ApiProperty({ type: 'integer', description: 'tasks it works on now' }) running!: number;
  @ApiProperty({ minimum: 0, description: '`running` by `concurrency`' }) load!: number;
  @ApiProperty() host!: string;
  @ApiProperty({ type: 'integer' }) pid!: number;
  @ApiProperty({ description: 'its last sign of life (RFC 3339)' }) seen_at!: string;
  @ApiProperty({ type: HostReply, nullable: true, description: 'the machine it runs on; null when it is not known' })
  host_facts!: HostReply | null;
}

export class WorkerList {
  @ApiProperty({ type: [WorkerReply], description: 'by service and name' }) workers!: WorkerReply[];
  @ApiProperty({ type: 'integer' }) total!: number;
}
