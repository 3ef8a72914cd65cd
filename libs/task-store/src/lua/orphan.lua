--#include common.lua
-- Fences off an attempt whose heartbeats stopped, and decides what becomes of its task.
-- KEYS: 1 task, 2 events, 3 workflow, 4 heartbeats, 5 queue, 6 bell, 7 index queued, 8 index running, 9 index failed,
--       10 index cancelled, 11 retention, 12 sweep
-- ARGV: 1 task id, 2 producer, 3 poison limit, 4 error of a lost worker (JSON), 5 error of a poisonous input (JSON),
--       6 error of a cancelled task (JSON), 7 events max, 8 ttl ms, 9 '1' when it is known to be dead: nobody is spared then
-- Returns 'queued' | 'failed' | 'cancelled' | 'alive'

-- Whether nobody may count as late: everybody is given time, or the clock has jumped, or all monitors were away, since one of
-- them looked last.
local function spares_all(sweep, now)
  local s = redis.call('HMGET', sweep, 'grace_until', 'seen_at', 'gap_ms')
  if tonumber(s[1] or 0) > now then return true end
  return s[2] and math.abs(now - s[2]) > tonumber(s[3])
end

local r = redis.call('HMGET', KEYS[1], 'status', 'cancel_requested', 'number', 'attempt', 'max_attempts', 'executed_on', 'fence')
local deadline = redis.call('ZSCORE', KEYS[4], ARGV[1])
if r[1] ~= 'running' then
  redis.call('ZREM', KEYS[4], ARGV[1])
  return 'alive'
end
local now = now_ms()
if deadline and tonumber(deadline) > now then return 'alive' end
if ARGV[9] ~= '1' and spares_all(KEYS[12], now) then return 'alive' end
redis.call('HSET', KEYS[1], 'fence', int(next_fence(r[7], now)))
redis.call('HINCRBY', KEYS[12], 'orphaned', 1)
append_event(KEYS[1], KEYS[2], ARGV[7], now, 'orphaned', ARGV[2], '{"worker":"' .. (r[6] or '') .. '"}')
local keys = { task = KEYS[1], events = KEYS[2], workflow = KEYS[3], timers = KEYS[4], from = KEYS[8], retention = KEYS[11] }
if r[2] == '1' then
  keys.to = KEYS[10]
  finish(keys, ARGV[1], now, 'cancelled', 'cancelled', ARGV[2], '{}', ARGV[7], ARGV[8], { 'error', ARGV[6] })
  return 'cancelled'
end
local deaths = redis.call('HINCRBY', KEYS[1], 'deaths', 1)
local error = ARGV[4]
if deaths >= tonumber(ARGV[3]) then error = ARGV[5] end
if deaths >= tonumber(ARGV[3]) or tonumber(r[4]) >= tonumber(r[5]) then
  keys.to = KEYS[9]
  finish(keys, ARGV[1], now, 'failed', 'failed', ARGV[2], '{"error":' .. error .. '}', ARGV[7], ARGV[8], { 'error', error })
  return 'failed'
end
redis.call('HSET', KEYS[1], 'status', 'queued', 'error', error, 'progress', 0, 'due_at', int(now))
move(KEYS[8], KEYS[7], ARGV[1], r[3])
redis.call('ZREM', KEYS[4], ARGV[1])
enqueue(KEYS[5], KEYS[6], ARGV[1], r[3])
append_event(KEYS[1], KEYS[2], ARGV[7], now, 'queued', ARGV[2], '{}')
return 'queued'
