--#include common.lua
-- Sends the callback of a final task once more, from the first try on.
-- KEYS: 1 task, 2 callbacks
-- ARGV: 1 task id
-- Returns 'ok' (also when it is due already) | 'gone' | 'none' (it has no callback) | 'unfinished'
local r = redis.call('HMGET', KEYS[1], 'status', 'callback', 'callback_status', 'callback_seq')
if not r[1] then return 'gone' end
if not r[2] then return 'none' end
if not r[4] then return 'unfinished' end
if r[3] ~= 'pending' then owe_callback(KEYS[2], KEYS[1], ARGV[1], r[4], now_ms()) end
return 'ok'
