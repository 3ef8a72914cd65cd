--#include common.lua
-- Stores a task that waits for its job.
-- KEYS: 1 task, 2 workflow, 3 number counter, 4 waiting jobs of its queue, 5 outbox, 6 index queued, 7 retention
-- ARGV: 1 task id, 2 task name, 3 workflow id, 4 workflow input_params (JSON), 5 stem of tasks, 6 score of the first job that
--       stands behind it, 7.. further fields of the record as pairs
-- Returns {'created', now, number, tasks before it} or {'exists', record}
if redis.call('EXISTS', KEYS[1]) == 1 then
  return { 'exists', redis.call('HGETALL', KEYS[1]) }
end
local now, id, name, stage = now_ms(), ARGV[1], ARGV[2], 'stage:' .. ARGV[2]
local number = int(math.max((redis.call('GET', KEYS[3]) or 0) + 1, now))
redis.call('SET', KEYS[3], number)
redis.call('HSET', KEYS[1], 'task_id', id, 'task_name', name, 'workflow_id', ARGV[3], 'status', 'queued', 'fence', int(now),
  'number', number, 'seq', 2, 'created_at', int(now), unpack(ARGV, 7))
if redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('HSET', KEYS[2], 'input_params', ARGV[4], 'open', 1, 'task:' .. id, name, stage, id)
else
  redis.call('HSET', KEYS[2], 'task:' .. id, name)
  if redis.call('HINCRBY', KEYS[2], 'open', 1) == 1 then redis.call('ZREM', KEYS[7], ARGV[3]) end
  -- of two tasks of one name the latest success stays the stage
  local holder = redis.call('HGET', KEYS[2], stage)
  if not holder or redis.call('HGET', ARGV[5] .. holder, 'status') ~= 'succeeded' then
    redis.call('HSET', KEYS[2], stage, id)
  end
end
expect_job(KEYS[5], id, now)
redis.call('ZADD', KEYS[6], number, id)
return { 'created', int(now), number, redis.call('ZCOUNT', KEYS[4], '-inf', '(' .. ARGV[6]) }
