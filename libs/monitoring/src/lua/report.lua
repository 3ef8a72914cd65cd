#!lua flags=allow-oom
--#include common.lua
-- Writes down what one check did. Recoveries of every monitor count; only the leader reports the present state.
-- KEYS: 1 monitor, 2 actions
-- ARGV: 1 fence of the lead, 2 ms the check took, 3 timeouts, 4 recovered tasks, 5 released resources, 6 actions kept,
--       7 number of the pairs that follow, 8.. pairs of what the leader saw, then actions (JSON), oldest first
-- Returns 'ok' | 'not leading'
local now = now_ms()
redis.call('HINCRBY', KEYS[1], 'timeouts_detected', ARGV[3])
redis.call('HINCRBY', KEYS[1], 'tasks_recovered', ARGV[4])
redis.call('HINCRBY', KEYS[1], 'resources_released', ARGV[5])
local first_action = 8 + ARGV[7] * 2
for i = first_action, #ARGV do redis.call('LPUSH', KEYS[2], ARGV[i]) end
if #ARGV >= first_action then redis.call('LTRIM', KEYS[2], 0, ARGV[6] - 1) end
local r = redis.call('HMGET', KEYS[1], 'fence', 'last_check', 'checks_performed', 'mean_gap_ms', 'mean_check_ms', 'started_at')
if r[1] ~= ARGV[1] then return 'not leading' end
-- means of about the last twenty
local weight = math.min(tonumber(r[3] or 0) + 1, 20)
local function mean(before, value) return before and before + (value - before) / weight or value end
local gap = r[2] and now - r[2] or nil
-- the time in which checks were off is no gap
if gap and tonumber(r[2]) >= tonumber(r[6] or 0) then redis.call('HSET', KEYS[1], 'mean_gap_ms', mean(r[4], gap)) end
redis.call('HSET', KEYS[1], 'last_check', int(now), 'mean_check_ms', mean(r[5], tonumber(ARGV[2])))
redis.call('HINCRBY', KEYS[1], 'checks_performed', 1)
if first_action > 8 then redis.call('HSET', KEYS[1], unpack(ARGV, 8, first_action - 1)) end
return 'ok'
