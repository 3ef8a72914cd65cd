import { Keys } from './keys';

describe('Keys', () => {
  const keys = new Keys();

  it('names what belongs to one task', () => {
    expect(keys.task('t-1')).toBe('task:t-1');
    expect(keys.taskEvents('t-1')).toBe('task_events:t-1');
    expect(keys.workflow('w-1')).toBe('workflow_state:w-1');
    expect(keys.taskIndex('ffmpeg.probe', 'queued')).toBe('tasks:ffmpeg.probe:queued');
    expect(keys.turns('ffmpeg')).toBe('task_turns:ffmpeg');
    expect(keys.apiKeyLoads).toBe('api_key_loads');
    expect(keys.taskIndex('ffmpeg.probe', 'queued', '3f9a1c2b')).toBe('tasks:ffmpeg.probe:queued@3f9a1c2b');
  });

  it('names what all tasks share', () => {
    expect(keys.number).toBe('task_number');
    expect(keys.outbox).toBe('task_outbox');
    expect(keys.callbacks).toBe('task_callbacks');
    expect(keys.expiries).toBe('task_expiries');
    expect(keys.reuse('d')).toBe('task_reuse:d');
    expect(keys.heartbeats).toBe('task_heartbeats');
    expect(keys.retention).toBe('workflow_retention');
    expect(keys.durations).toBe('task_durations');
    expect(keys.ends).toBe('task_ends');
    expect(keys.detector).toBe('task_detector');
    expect(keys.workers).toBe('workers');
    expect(keys.cancels).toBe('task_cancels');
    expect(keys.lease('monitor')).toBe('lease:monitor');
  });

  it('names what it reads of BullMQ', () => {
    expect(keys.queuePrefix).toBe('sy');
    expect(keys.waitingJobs('paddleocr-gpu')).toBe('sy:paddleocr-gpu:prioritized');
  });

  it('tells scripts what keys begin with', () => {
    const { task, events, workflow, index, queue } = keys.stems;
    expect(`${task}t`).toBe(keys.task('t'));
    expect(`${events}t`).toBe(keys.taskEvents('t'));
    expect(`${workflow}w`).toBe(keys.workflow('w'));
    expect(`${index}ffmpeg.probe:queued`).toBe(keys.taskIndex('ffmpeg.probe', 'queued'));
    expect(`${queue}ffmpeg:prioritized`).toBe(keys.waitingJobs('ffmpeg'));
  });

  it('names what the monitor keeps', () => {
    expect(keys.monitor).toBe('monitor');
    expect(keys.monitorConfig).toBe('monitor_config');
    expect(keys.monitorActions).toBe('monitor_actions');
    expect(keys.monitorCommands).toBe('monitor_commands');
    expect(keys.monitorAnswer('c-1')).toBe('monitor_answer:c-1');
    expect(keys.handTask('t-1')).toBe('hand_task:t-1');
    expect(keys.handTasks).toBe('hand_tasks');
    expect(keys.handHeartbeats).toBe('hand_heartbeats');
    expect(keys.deadTasks).toBe('dead_tasks');
    expect(keys.deadTaskFacts).toBe('dead_task_facts');
    expect(keys.auditLog).toBe('audit_log');
  });

  it('names what is known of API keys', () => {
    expect(keys.apiKeys).toBe('api_keys');
    expect(keys.apiKeysVersion).toBe('api_keys_version');
    expect(keys.apiKeyUses).toBe('api_key_uses');
    expect(keys.apiKeyCallbackSecrets).toBe('api_key_callback_secrets');
    expect(keys.rateLimits).toBe('rate_limits');
  });

  it('names the lease of a GPU and what stands beside it', () => {
    expect(keys.gpuLock('0')).toBe('gpu_lock:0');
    expect(keys.gpuLock('host-a:0')).toBe('gpu_lock:host-a:0');
    expect(keys.gpuLockPart('0', 'queue')).toBe('gpu_lock:0:queue');
    expect(keys.gpuLockPart('host-a:0', 'fence')).toBe('gpu_lock:host-a:0:fence');
    expect(keys.gpus).toBe('gpus');
    expect(keys.gpuInstallation).toBe('gpu_installation');
    expect(keys.gpuMessages('w-1')).toBe('gpu_lock_messages:w-1');
    expect(keys.gpuOrders('0')).toBe('gpu_lock_orders:0');
    expect(keys.gpuPresence('0', 'GPU-1')).toBe('gpu_lock_presence:0:GPU-1');
    expect(keys.gpuEvents).toBe('gpu_lock_events');
  });

  it('names flows and their jobs', () => {
    expect(keys.flow('f')).toBe('flow:f');
    expect(keys.flows).toBe('flows');
    expect(keys.flowMetrics('f')).toBe('flow_metrics:f');
    expect(keys.flowJob('j')).toBe('flow_job:j');
    expect(keys.flowJobPart('j', 'slot')).toBe('flow_job:j:slot');
    expect(keys.flowJobEvents('j')).toBe('flow_job_events:j');
    expect(keys.flowJobs('running')).toBe('flow_jobs:running');
    expect(keys.flowJobs('running', 'k')).toBe('flow_jobs:running:k');
    expect(keys.flowEnds).toBe('flow_ends');
    expect(keys.flowJobsOf('f')).toBe('flow_jobs_of:f');
    expect(keys.flowJobKey('f', 'k')).toBe('flow_job_key:f:k');
    expect(keys.flowCare).toBe('flow_care');
    expect(keys.flowRetention).toBe('flow_retention');
  });

  it('puts the prefix of an installation before every key', () => {
    const own = new Keys('a:');
    expect(own.task('t-1')).toBe('a:task:t-1');
    expect(own.waitingJobs('ffmpeg')).toBe('a:sy:ffmpeg:prioritized');
    expect(own.stems).toEqual({
      task: 'a:task:',
      events: 'a:task_events:',
      workflow: 'a:workflow_state:',
      index: 'a:tasks:',
      queue: 'a:sy:',
      turns: 'a:task_turns:',
    });
  });
});
