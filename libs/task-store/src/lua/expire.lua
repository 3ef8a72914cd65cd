#!lua flags=allow-oom
--#include common.lua
--#include turns.lua
-- Ends a task that has waited for its first attempt for too long; a worker that has its job is told.
-- KEYS: 1 task, 2 events, 3 workflow, 4 outbox, 5 index queued, 6 index expired, 7 retention, 8 callbacks, 9 expiries, 10 ends,
--       11 turns of its queue
-- ARGV: 1 task id, 2 producer, 3 error (JSON), 4 events max, 5 ttl ms, 6 channel of cancels
-- Returns 'expired' | 'early' | 'begun' (or gone, or final)
local r = redis.call('HMGET', KEYS[1], 'status', 'expires_at', 'fence')
local now = now_ms()
if r[1] ~= 'queued' or not r[2] then
  redis.call('ZREM', KEYS[9], ARGV[1])
  return 'begun'
end
if tonumber(r[2]) > now then return 'early' end
redis.call('ZREM', KEYS[9], ARGV[1])
if redis.call('HDEL', KEYS[1], 'reason') > 0 then redis.call('PUBLISH', ARGV[6], ARGV[1]) end
local keys = { task = KEYS[1], events = KEYS[2], workflow = KEYS[3], timers = KEYS[4], from = KEYS[5], to = KEYS[6], retention = KEYS[7],
  callbacks = KEYS[8], ends = KEYS[10] }
finish(keys, ARGV[1], now, 'expired', 'expired', ARGV[2], '{}', ARGV[4], ARGV[5],
  { 'error', ARGV[3], 'fence', int(next_fence(r[3], now)) })
give_turns_back(KEYS[11], KEYS[5], KEYS[1])
return 'expired'
