#!lua flags=allow-oom
--#include common.lua
--#include turns.lua
-- A client wants a task to end. Queued: it ends now; a worker that has its job is told. Running: its worker is told and
-- confirms.
-- KEYS: 1 task, 2 events, 3 workflow, 4 outbox, 5 index queued, 6 index cancelled, 7 retention, 8 callbacks, 9 ends,
--       10 turns of its queue
-- ARGV: 1 task id, 2 producer, 3 error (JSON), 4 events max, 5 ttl ms, 6 channel of cancels
-- Returns 'gone' | 'cancelled' | 'requested' | 'final'
local r = redis.call('HMGET', KEYS[1], 'status', 'cancel_requested', 'fence')
if not r[1] then return 'gone' end
local now = now_ms()
if r[1] == 'queued' then
  if redis.call('HDEL', KEYS[1], 'reason') > 0 then redis.call('PUBLISH', ARGV[6], ARGV[1]) end
  local keys = { task = KEYS[1], events = KEYS[2], workflow = KEYS[3], timers = KEYS[4], from = KEYS[5], to = KEYS[6], retention = KEYS[7],
    callbacks = KEYS[8], ends = KEYS[9] }
  finish(keys, ARGV[1], now, 'cancelled', 'cancelled', ARGV[2], '{}', ARGV[4], ARGV[5],
    { 'error', ARGV[3], 'cancel_requested', 1, 'fence', int(next_fence(r[3], now)) })
  give_turns_back(KEYS[10], KEYS[5], KEYS[1])
  return 'cancelled'
end
if r[1] ~= 'running' then return 'final' end
if r[2] ~= '1' then
  redis.call('HSET', KEYS[1], 'cancel_requested', 1)
  append_event(KEYS[1], KEYS[2], ARGV[4], now, 'cancel_requested', ARGV[2], '{}')
end
redis.call('PUBLISH', ARGV[6], ARGV[1])
return 'requested'
