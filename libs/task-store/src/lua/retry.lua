--#include common.lua
-- Gives a running task back to its queue under a new fence.
-- KEYS: 1 task, 2 events, 3 workflow, 4 fence counter, 5 outbox, 6 heartbeats, 7 index queued, 8 index running, 9 sweep
-- ARGV: 1 task id, 2 fence, 3 delay ms, 4 error (JSON or ''), 5 '1' when the engine or worker died, 6 '1' when the attempt
--       counts, 7 worker, 8 events max, 9 ms until the outbox is looked at
-- Returns {'ok', new fence} | {'cancel'} | {'lost'}
local r = redis.call('HMGET', KEYS[1], 'status', 'fence', 'cancel_requested', 'number')
if r[1] ~= 'running' or r[2] ~= ARGV[2] then
  redis.call('HINCRBY', KEYS[9], 'refused_writes', 1)
  return { 'lost' }
end
if r[3] == '1' then return { 'cancel' } end
local now = now_ms()
local fence = redis.call('INCR', KEYS[4])
redis.call('HSET', KEYS[1], 'status', 'queued', 'fence', fence, 'error', ARGV[4], 'progress', 0, 'due_at', int(now + ARGV[3]))
if ARGV[5] == '1' then redis.call('HINCRBY', KEYS[1], 'deaths', 1) end
if ARGV[6] ~= '1' then redis.call('HINCRBY', KEYS[1], 'attempt', -1) end
move(KEYS[8], KEYS[7], ARGV[1], r[4])
redis.call('ZREM', KEYS[6], ARGV[1])
redis.call('ZADD', KEYS[5], int(now + ARGV[3] + ARGV[9]), ARGV[1])
write_stage(KEYS[3], KEYS[1], 'PENDING', now)
append_event(KEYS[1], KEYS[2], ARGV[8], now, 'retry', ARGV[7], '{"delay":' .. ARGV[3] / 1000 .. ',"error":' .. or_null(ARGV[4]) .. '}')
append_event(KEYS[1], KEYS[2], ARGV[8], now, 'queued', ARGV[7], '{}')
return { 'ok', int(fence) }
