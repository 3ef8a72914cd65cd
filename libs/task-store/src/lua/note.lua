--#include common.lua
-- Something worth telling of a task that goes on; nothing else changes. Of the limits of an attempt worker and monitor may tell,
-- and of a wait every worker that gets its job; each is told once.
-- KEYS: 1 task, 2 events, 3 detector
-- ARGV: 1 fence, 2 event type, 3 worker, 4 payload (JSON), 5 events max
-- Returns 'ok' | 'lost'
local r = redis.call('HMGET', KEYS[1], 'fence', ARGV[2])
if r[1] ~= ARGV[1] then return refused(KEYS[3]) end
if ARGV[2] == 'warning' or ARGV[2] == 'soft_timeout' or ARGV[2] == 'waiting_gpu' then
  if r[2] == ARGV[1] then return 'ok' end
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[1])
end
append_event(KEYS[1], KEYS[2], ARGV[5], now_ms(), ARGV[2], ARGV[3], ARGV[4])
return 'ok'
