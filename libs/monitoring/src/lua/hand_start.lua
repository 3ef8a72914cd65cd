--#include common.lua
-- Registers a task that runs outside our workers, or renews it.
-- KEYS: 1 record of a task of that id, 2 hand task, 3 hand tasks, 4 hand heartbeats, 5 dead tasks, 6 dead task facts
-- ARGV: 1 task id, 2 heartbeat timeout ms, 3 task name, 4 progress 0-1 or ''
-- Returns {'registered'} | {'renewed'} | {'ours', state}: a task of our workers is not registered
local state = redis.call('HGET', KEYS[1], 'status')
if state then return { 'ours', state } end
local now = now_ms()
local known = redis.call('HGET', KEYS[2], 'status') == 'running'
if not known then
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[2], 'status', 'running', 'started_at', int(now), 'progress', 0)
  redis.call('ZADD', KEYS[3], next_score(KEYS[3], now), ARGV[1])
  redis.call('ZREM', KEYS[5], ARGV[1])
  redis.call('HDEL', KEYS[6], ARGV[1])
end
redis.call('HSET', KEYS[2], 'task_name', ARGV[3], 'last_update', int(now))
if ARGV[4] ~= '' then redis.call('HSET', KEYS[2], 'progress', ARGV[4]) end
redis.call('ZADD', KEYS[4], int(now + ARGV[2]), ARGV[1])
return { known and 'renewed' or 'registered' }
