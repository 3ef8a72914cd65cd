--#include common.lua
--#include context.lua
--#include attempt.lua
-- Begins an attempt at a task that this worker has set aside.
-- KEYS: 1 task, 2 heartbeats, 3 reservations
-- ARGV: 1 task id, 2 fence under which it was set aside, 3 worker, 4 heartbeat timeout ms, 5 events max, 6-9 stems of tasks,
--       events, workflows, indexes
-- __FIELDS__ begin as `begin_attempt` wants them
-- Returns the attempt, or {} when the task is not this worker's any more
local k = { heartbeats = KEYS[2], stem_task = ARGV[6], stem_events = ARGV[7], stem_workflow = ARGV[8], stem_index = ARGV[9] }
local r = redis.call('HMGET', KEYS[1], __FIELDS__)
local held = redis.call('HMGET', KEYS[1], 'reserved_by', 'claimed_from', 'executed_on', 'started_at')
if r[1] == 'running' and held[2] == ARGV[2] and held[3] == ARGV[3] then
  return same_attempt(k, ARGV[1], r, held[4]) -- the reply to this very claim was lost
end
if r[1] ~= 'queued' or r[2] ~= ARGV[2] or held[1] ~= ARGV[3] then return {} end
redis.call('HDEL', KEYS[1], 'reserved_by', 'reason')
redis.call('HSET', KEYS[1], 'claimed_from', ARGV[2])
redis.call('ZREM', KEYS[3], ARGV[1])
return begin_attempt(k, ARGV[1], r, ARGV[3], now_ms(), ARGV[4], ARGV[5])
