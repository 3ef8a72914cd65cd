--#include common.lua
-- Counts a task that was kept alive by hand as dead, if it is late; it never goes back to a queue.
-- KEYS: 1 hand task, 2 hand tasks, 3 hand heartbeats, 4 dead tasks, 5 dead task facts, 6 detector
-- ARGV: 1 task id, 2 ms it is remembered
-- Returns 'dead' | 'alive'
local now = now_ms()
local deadline = redis.call('ZSCORE', KEYS[3], ARGV[1])
if not deadline or tonumber(deadline) > now then return 'alive' end
if spares_all(KEYS[6], now) then return 'alive' end
local r = redis.call('HMGET', KEYS[1], 'task_name', 'last_update')
redis.call('HSET', KEYS[1], 'status', 'dead')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[4], next_score(KEYS[4], now), ARGV[1])
redis.call('HSET', KEYS[5], ARGV[1], cjson.encode({
  task_name = r[1] or 'manual', last_update = tonumber(r[2] or 0), died_at = now, status = 'dead' }))
return 'dead'
