--#include common.lua
-- What became of one try to send the callback of a task.
-- KEYS: 1 task, 2 events, 3 callbacks
-- ARGV: 1 task id, 2 tries before this one, 3 'sent' | 'failed' | 'pending' (another try comes), 4 delay of that ms, 5 event type,
--       6 producer, 7 payload, 8 events max
-- Returns 'ok' | 'lost' (another process has told of this try, or the task is gone)
local r = redis.call('HMGET', KEYS[1], 'callback_status', 'callback_tries')
if r[1] ~= 'pending' or r[2] ~= ARGV[2] then return 'lost' end
local now = now_ms()
redis.call('HSET', KEYS[1], 'callback_status', ARGV[3], 'callback_tries', ARGV[2] + 1)
if ARGV[3] == 'pending' then
  redis.call('ZADD', KEYS[3], int(now + ARGV[4]), ARGV[1])
else
  redis.call('ZREM', KEYS[3], ARGV[1])
end
append_event(KEYS[1], KEYS[2], ARGV[8], now, ARGV[5], ARGV[6], ARGV[7])
return 'ok'
