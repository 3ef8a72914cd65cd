--#include common.lua
-- Stores a task and marks that a job is due.
-- KEYS: 1 task, 2 events, 3 workflow, 4 fence counter, 5 outbox, 6 index queued, 7 retention,
--       8.. index queued of every task name of the service
-- ARGV: 1 task id, 2 task name, 3 workflow id, 4 events max, 5 ms until the outbox is looked at, 6 producer,
--       7 workflow input_params (JSON), 8 shared storage path, 9 input (JSON), 10.. further fields of the record as pairs
-- Returns {'created', now, fence, queued tasks per key 8..} or {'exists', record}
if redis.call('EXISTS', KEYS[1]) == 1 then
  return { 'exists', redis.call('HGETALL', KEYS[1]) }
end
local now = now_ms()
local id, name, workflow_id, max = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local fence = redis.call('INCR', KEYS[4])
redis.call('HSET', KEYS[1], 'task_id', id, 'task_name', name, 'workflow_id', workflow_id, 'status', 'queued', 'input', ARGV[9],
  'progress', 0, 'attempt', 0, 'deaths', 0, 'fence', fence, 'number', fence, 'seq', 2, 'created_at', int(now), unpack(ARGV, 10))
local stage = stage_text('PENDING', id, ARGV[9], nil, nil, 0, nil, nil)
local is_new = redis.call('HSETNX', KEYS[3], 'input_params', ARGV[7]) == 1
local open = redis.call('HINCRBY', KEYS[3], 'open', 1)
if is_new then
  redis.call('HSET', KEYS[3], 'shared_storage_path', ARGV[8], 'task:' .. id, name, 'stage:' .. name, stage)
else
  if open == 1 then redis.call('ZREM', KEYS[7], workflow_id) end
  redis.call('HSET', KEYS[3], 'task:' .. id, name)
  put_stage(KEYS[3], name, 'PENDING', stage)
end
redis.call('ZADD', KEYS[5], int(now + ARGV[5]), id)
redis.call('ZADD', KEYS[6], fence, id)
add_event(KEYS[2], max, 1, now, 'created', ARGV[6], '{"task_name":"' .. name .. '"}')
add_event(KEYS[2], max, 2, now, 'queued', ARGV[6], '{}')
redis.call('PUBLISH', KEYS[2], 2)
local queued = {}
for i = 8, #KEYS do queued[#queued + 1] = redis.call('ZCARD', KEYS[i]) end
return { 'created', int(now), int(fence), queued }
