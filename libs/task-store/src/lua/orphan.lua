#!lua flags=allow-oom
--#include common.lua
-- Fences off an attempt whose heartbeats stopped, and decides what becomes of its task. Death and attempt count when the task
-- can have killed its worker: it ran alone, gave a sign of life since Redis was away last, and its worker left no word that it
-- ended in order. A worker that ended while Redis was away may have had no way to give its tasks back. In any case the task is a suspect from now on: it runs alone until it is final.
-- KEYS: 1 task, 2 events, 3 workflow, 4 heartbeats, 5 outbox, 6 index queued, 7 index running, 8 index failed,
--       9 index cancelled, 10 retention, 11 detector, 12 callbacks, 13 index timed out, 14 ends
-- ARGV: 1 task id, 2 producer, 3 poison limit, 4 error of a lost worker (JSON), 5 error of a poisonous input (JSON),
--       6 error of a cancelled task (JSON), 7 events max, 8 ttl ms, 9 error of a task over its limit (JSON),
--       10 '1' when its worker gave it back without Redis
-- Returns {'queued', new fence} | {'failed'} | {'cancelled'} | {'timed_out'} | {'alive'}
local r = redis.call('HMGET', KEYS[1], 'status', 'cancel_requested', 'number', 'attempt', 'max_attempts', 'executed_on', 'fence',
  'alone', 'time_up', 'owner')
local deadline = redis.call('ZSCORE', KEYS[4], ARGV[1])
if r[1] ~= 'running' then
  redis.call('ZREM', KEYS[4], ARGV[1])
  return { 'alive' }
end
local now = now_ms()
if deadline and tonumber(deadline) > now then return { 'alive' } end
if spares_all(KEYS[11], now) then return { 'alive' } end
local fence = int(next_fence(r[7], now))
redis.call('HSET', KEYS[1], 'fence', fence)
redis.call('HINCRBY', KEYS[11], 'orphaned', 1)
local worker = '{"worker":"' .. (r[6] or '') .. '"}'
if ARGV[10] ~= '1' then append_event(KEYS[1], KEYS[2], ARGV[7], now, 'heartbeat_missed', ARGV[2], worker) end
append_event(KEYS[1], KEYS[2], ARGV[7], now, 'orphaned', ARGV[2], worker)
local keys = { task = KEYS[1], events = KEYS[2], workflow = KEYS[3], timers = KEYS[4], from = KEYS[7], retention = KEYS[10],
  callbacks = KEYS[12], ends = KEYS[14] }
if r[2] == '1' then
  keys.to = KEYS[9]
  finish(keys, ARGV[1], now, 'cancelled', 'cancelled', ARGV[2], '{}', ARGV[7], ARGV[8], { 'error', ARGV[6] })
  return { 'cancelled' }
end
if r[9] == r[7] then
  keys.to = KEYS[13]
  finish(keys, ARGV[1], now, 'timed_out', 'hard_timeout', ARGV[2], '{}', ARGV[7], ARGV[8], { 'error', ARGV[9] })
  return { 'timed_out' }
end
local error, over = ARGV[4], false
local away_until = tonumber(redis.call('HGET', KEYS[11], 'away_until') or 0)
if r[8] ~= '0' and ARGV[10] ~= '1' and tonumber(deadline or 0) > away_until then
  local deaths = redis.call('HINCRBY', KEYS[1], 'deaths', 1)
  redis.call('HSET', KEYS[1], 'died', r[7])
  if deaths >= tonumber(ARGV[3]) then error = ARGV[5] end
  over = deaths >= tonumber(ARGV[3]) or tonumber(r[4]) >= tonumber(r[5])
else
  redis.call('HINCRBY', KEYS[1], 'attempt', -1)
end
if over then
  keys.to = KEYS[8]
  finish(keys, ARGV[1], now, 'failed', 'failed', ARGV[2], '{"error":' .. error .. '}', ARGV[7], ARGV[8], { 'error', error })
  return { 'failed' }
end
redis.call('HSET', KEYS[1], 'status', 'queued', 'error', error, 'progress', 0, 'due_at', int(now), 'suspect', 1)
move(KEYS[7], KEYS[6], ARGV[1], r[3], r[10])
redis.call('ZREM', KEYS[4], ARGV[1])
expect_job(KEYS[5], ARGV[1], now)
append_event(KEYS[1], KEYS[2], ARGV[7], now, 'queued', ARGV[2], '{}')
return { 'queued', fence }
