--#include time.lua
-- Looks for a callback again after a while; no try was made.
-- KEYS: 1 callbacks
-- ARGV: 1 task id, 2 delay ms
redis.call('ZADD', KEYS[1], 'XX', int(now_ms() + ARGV[2]), ARGV[1])
