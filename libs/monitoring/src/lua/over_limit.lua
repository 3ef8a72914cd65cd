--#include common.lua
-- Which tasks have run for longer than they may.
-- KEYS: tasks
-- ARGV: 1 ms by which a limit may be exceeded
-- Returns their places among the keys, from 1
local now = now_ms()
local over = {}
for i = 1, #KEYS do
  local r = redis.call('HMGET', KEYS[i], 'started_at', 'timeout')
  if r[1] and r[2] and now > r[1] + r[2] * 1000 + ARGV[1] then over[#over + 1] = i end
end
return over
