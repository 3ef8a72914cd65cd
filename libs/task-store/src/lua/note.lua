--#include common.lua
-- Something worth telling of a task that goes on; nothing else changes.
-- KEYS: 1 task, 2 events
-- ARGV: 1 fence, 2 event type, 3 worker, 4 payload (JSON), 5 events max
-- Returns 'ok' | 'lost'
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[1] then return 'lost' end
append_event(KEYS[1], KEYS[2], ARGV[5], now_ms(), ARGV[2], ARGV[3], ARGV[4])
return 'ok'
