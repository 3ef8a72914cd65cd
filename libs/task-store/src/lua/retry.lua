#!lua flags=allow-oom
--#include common.lua
-- A running task waits for another job, under a new fence, at once or after a delay.
-- KEYS: 1 task, 2 events, 3 heartbeats, 4 outbox, 5 index queued, 6 index running, 7 detector
-- ARGV: 1 task id, 2 fence, 3 delay ms, 4 error (JSON or ''), 5 '1' when the engine or worker died, 6 '1' when the attempt
--       counts, 7 worker, 8 events max
-- Returns {'ok', new fence} | {'cancel'} | {'lost'}
local r = redis.call('HMGET', KEYS[1], 'status', 'fence', 'cancel_requested', 'number', 'retried_from', 'owner')
if r[1] == 'queued' and r[5] == ARGV[2] then return { 'ok', r[2] } end -- the reply to this very call was lost
if r[1] ~= 'running' or r[2] ~= ARGV[2] then
  return { refused(KEYS[7]) }
end
if r[3] == '1' then return { 'cancel' } end
local now = now_ms()
local fence = int(next_fence(r[2], now))
redis.call('HSET', KEYS[1], 'status', 'queued', 'fence', fence, 'error', ARGV[4], 'progress', 0, 'due_at',
  int(now + ARGV[3]), 'retried_from', r[2])
if ARGV[5] == '1' then redis.call('HINCRBY', KEYS[1], 'deaths', 1) end
if ARGV[6] ~= '1' then redis.call('HINCRBY', KEYS[1], 'attempt', -1) end
move(KEYS[6], KEYS[5], ARGV[1], r[4], r[6])
redis.call('ZREM', KEYS[3], ARGV[1])
append_event(KEYS[1], KEYS[2], ARGV[8], now, 'retry', ARGV[7], '{"delay":' .. ARGV[3] / 1000 .. ',"error":' .. or_null(ARGV[4]) .. '}')
append_event(KEYS[1], KEYS[2], ARGV[8], now, 'queued', ARGV[7], '{}')
expect_job(KEYS[4], ARGV[1], now + ARGV[3])
return { 'ok', fence }
