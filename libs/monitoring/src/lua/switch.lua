--#include common.lua
-- Turns the checks on or off. This holds until the next turn, also when another monitor takes the lead.
-- KEYS: 1 monitor, 2 lease
-- ARGV: 1 '1' or '0'
-- Returns {1 when this changed something, 1 when a monitor lives}
local before = redis.call('HGET', KEYS[1], 'enabled') or '1'
if before ~= ARGV[1] then
  redis.call('HSET', KEYS[1], 'enabled', ARGV[1], ARGV[1] == '1' and 'started_at' or 'stopped_at', int(now_ms()))
end
return { before ~= ARGV[1] and 1 or 0, redis.call('EXISTS', KEYS[2]) }
