--#include common.lua
-- Gives a running task back to its queue under a new fence, at its own place or after a delay.
-- KEYS: 1 task, 2 events, 3 heartbeats, 4 queue, 5 delayed, 6 bell, 7 index queued, 8 index running, 9 sweep
-- ARGV: 1 task id, 2 fence, 3 delay ms, 4 error (JSON or ''), 5 '1' when the engine or worker died, 6 '1' when the attempt
--       counts, 7 worker, 8 events max
-- Returns 'ok' | 'cancel' | 'lost'
local r = redis.call('HMGET', KEYS[1], 'status', 'fence', 'cancel_requested', 'number', 'retried_from')
if r[1] == 'queued' and r[5] == ARGV[2] then return 'ok' end -- the reply to this very call was lost
if r[1] ~= 'running' or r[2] ~= ARGV[2] then
  redis.call('HINCRBY', KEYS[9], 'refused_writes', 1)
  return 'lost'
end
if r[3] == '1' then return 'cancel' end
local now = now_ms()
redis.call('HSET', KEYS[1], 'status', 'queued', 'fence', int(next_fence(r[2], now)), 'error', ARGV[4], 'progress', 0, 'due_at',
  int(now + ARGV[3]), 'retried_from', r[2])
if ARGV[5] == '1' then redis.call('HINCRBY', KEYS[1], 'deaths', 1) end
if ARGV[6] ~= '1' then redis.call('HINCRBY', KEYS[1], 'attempt', -1) end
move(KEYS[8], KEYS[7], ARGV[1], r[4])
redis.call('ZREM', KEYS[3], ARGV[1])
append_event(KEYS[1], KEYS[2], ARGV[8], now, 'retry', ARGV[7], '{"delay":' .. ARGV[3] / 1000 .. ',"error":' .. or_null(ARGV[4]) .. '}')
append_event(KEYS[1], KEYS[2], ARGV[8], now, 'queued', ARGV[7], '{}')
if tonumber(ARGV[3]) > 0 then
  redis.call('ZADD', KEYS[5], int(now + ARGV[3]), ARGV[1])
  redis.call('ZADD', KEYS[6], 0, '0') -- whoever it wakes learns when the task is due
else
  enqueue(KEYS[4], KEYS[6], ARGV[1], r[4])
end
return 'ok'
