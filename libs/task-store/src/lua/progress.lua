--#include common.lua
-- How far an attempt is.
-- KEYS: 1 task, 2 events, 3 detector
-- ARGV: 1 fence, 2 progress 0-1, 3 worker, 4 payload (JSON), 5 events max
-- Returns 'ok' | 'cancel' | 'timeout' | 'lost'
local r = redis.call('HMGET', KEYS[1], 'status', 'fence', 'cancel_requested', 'time_up')
if r[1] ~= 'running' or r[2] ~= ARGV[1] then return refused(KEYS[3]) end
redis.call('HSET', KEYS[1], 'progress', ARGV[2])
append_event(KEYS[1], KEYS[2], ARGV[5], now_ms(), 'progress', ARGV[3], ARGV[4])
return wish(r[3], r[4], r[2])
