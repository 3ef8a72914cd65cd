#!lua flags=allow-oom
--#include common.lua
-- Remembers that an attempt was found dead, and what became of its task.
-- KEYS: 1 dead tasks, 2 dead task facts
-- ARGV: 1 task id, 2 task name, 3 last sign of life (Unix ms), 4 what became of the task
local now = now_ms()
redis.call('ZADD', KEYS[1], next_score(KEYS[1], now), ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode({
  task_name = ARGV[2], last_update = tonumber(ARGV[3]), died_at = now, status = ARGV[4] }))
return 'ok'
