#!lua flags=allow-oom
--#include common.lua
-- Ends an attempt and its task without success.
-- KEYS: 1 task, 2 events, 3 workflow, 4 heartbeats, 5 index running, 6 index of the final state, 7 retention, 8 detector,
--       9 callbacks, 10 ends
-- ARGV: 1 task id, 2 fence, 3 final state, 4 event type, 5 error (JSON), 6 worker, 7 events max, 8 ttl ms
-- Returns 'ok' | 'lost'
local r = redis.call('HMGET', KEYS[1], 'status', 'fence')
if r[1] == ARGV[3] and r[2] == ARGV[2] then return 'ok' end -- the reply to this very call was lost
if r[1] ~= 'running' or r[2] ~= ARGV[2] then
  return refused(KEYS[8])
end
local keys = { task = KEYS[1], events = KEYS[2], workflow = KEYS[3], timers = KEYS[4], from = KEYS[5], to = KEYS[6], retention = KEYS[7],
  callbacks = KEYS[9], ends = KEYS[10] }
finish(keys, ARGV[1], now_ms(), ARGV[3], ARGV[4], ARGV[6], '{"error":' .. ARGV[5] .. '}', ARGV[7], ARGV[8], { 'error', ARGV[5] })
return 'ok'
