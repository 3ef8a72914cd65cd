--#include common.lua
-- Stores a task and marks that a job is due.
-- KEYS: 1 task, 2 events, 3 workflow, 4 fence counter, 5 outbox, 6 index queued, 7 retention,
--       8.. index queued of every task name of the service
-- ARGV: 1 task id, 2 task name, 3 workflow id, 4 events max, 5 ms until the outbox is looked at, 6 producer,
--       7 workflow input_params (JSON), 8 shared storage path, 9.. further fields of the record as pairs
-- Returns {'created', now, fence, queued tasks per key 8..} or {'exists', record}
if redis.call('EXISTS', KEYS[1]) == 1 then
  return { 'exists', redis.call('HGETALL', KEYS[1]) }
end
local now = now_ms()
local id, name, workflow_id, max = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local fence = redis.call('INCR', KEYS[4])
redis.call('HSET', KEYS[1], 'task_id', id, 'task_name', name, 'workflow_id', workflow_id, 'status', 'queued',
  'progress', 0, 'attempt', 0, 'deaths', 0, 'fence', fence, 'number', fence, 'created_at', int(now), unpack(ARGV, 9))
if redis.call('HINCRBY', KEYS[3], 'open', 1) == 1 then
  redis.call('ZREM', KEYS[7], workflow_id)
end
redis.call('HSETNX', KEYS[3], 'input_params', ARGV[7])
redis.call('HSETNX', KEYS[3], 'shared_storage_path', ARGV[8])
redis.call('HSET', KEYS[3], 'task:' .. id, name)
write_stage(KEYS[3], KEYS[1], 'PENDING', now)
redis.call('ZADD', KEYS[5], int(now + ARGV[5]), id)
redis.call('ZADD', KEYS[6], fence, id)
append_event(KEYS[1], KEYS[2], max, now, 'created', ARGV[6], '{"task_name":"' .. name .. '"}')
append_event(KEYS[1], KEYS[2], max, now, 'queued', ARGV[6], '{}')
local queued = {}
for i = 8, #KEYS do queued[#queued + 1] = redis.call('ZCARD', KEYS[i]) end
return { 'created', int(now), int(fence), queued }
