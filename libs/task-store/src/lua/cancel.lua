--#include common.lua
-- A client wants a task to end. Queued: it ends now. Running: its worker is told and confirms.
-- KEYS: 1 task, 2 events, 3 workflow, 4 outbox, 5 index queued, 6 index cancelled, 7 retention, 8 fence counter
-- ARGV: 1 task id, 2 producer, 3 error (JSON), 4 events max, 5 ttl ms, 6 channel of cancels
-- Returns {'gone'} | {'cancelled', fence of the job} | {'requested'} | {'final', state}
local r = redis.call('HMGET', KEYS[1], 'status', 'cancel_requested', 'fence')
if not r[1] then return { 'gone' } end
local now = now_ms()
if r[1] == 'queued' then
  local keys = { task = KEYS[1], events = KEYS[2], workflow = KEYS[3], timers = KEYS[4], from = KEYS[5], to = KEYS[6], retention = KEYS[7] }
  finish(keys, ARGV[1], now, 'cancelled', 'CANCELLED', 'cancelled', ARGV[2], '{}', ARGV[4], ARGV[5],
    { 'error', ARGV[3], 'cancel_requested', 1, 'fence', redis.call('INCR', KEYS[8]) })
  return { 'cancelled', r[3] }
end
if r[1] ~= 'running' then return { 'final', r[1] } end
if r[2] ~= '1' then
  redis.call('HSET', KEYS[1], 'cancel_requested', 1)
  append_event(KEYS[1], KEYS[2], ARGV[4], now, 'cancel_requested', ARGV[2], '{}')
end
redis.call('PUBLISH', ARGV[6], ARGV[1])
return { 'requested' }
