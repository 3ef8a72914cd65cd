--#include common.lua
-- Begins the next activation of a routine, or goes on with one whose engine died or whose next try is due.
-- KEYS: 1 job
-- ARGV: 1 routine, 2 engine, 3 ms without a sign of life after which an engine counts as dead, 4 activations at the same time,
--       5 policy, 6 its number (items, ms or name), 7 ms that an item waits first, or 0, 8 ms of silence before the last item is
--       taken, or 0, 9 why: `hint`, `later`, `next`, `flush` or `unblock`, 10 number of its slots, then the name and length of
--       each; of `flush` then the slots that must be empty; of `unblock` then every other routine that begins by itself: its name,
--       how many items it needs in each slot, or `any`, the number of its slots, and their names
-- Returns {'begun', n, fence, tries, deaths, hints, items, debug, step, released} or {'nothing', hints, state, executions, queued}
local r, flushes, unblocks = ARGV[1], ARGV[9] == 'flush', ARGV[9] == 'unblock'
local MOST = 1000
if ARGV[9] == 'hint' then redis.call('HDEL', HINTS, r) end
if ARGV[9] == 'later' then redis.call('HDEL', HINTS, r .. ' later') end
local job = redis.call('HMGET', J, 'state', 'step', 'debug', 'queued', 'released')
local state = job[1]

local function begun(n)
  local act = act_key(n)
  redis.call('HSET', act, 'engine', ARGV[2], 'state', 'running')
  redis.call('ZADD', ACTS, int(now + ARGV[3]), r .. ' ' .. n)
  local a = redis.call('HMGET', act, 'fence', 'tries', 'deaths')
  tell()
  return { 'begun', n, a[1], a[2], a[3], hints, redis.call('LRANGE', J .. ':in:' .. n, 0, -1), job[3] or '', job[2] or '', job[5] or '' }
end

local function nothing()
  return { 'nothing', hints, state or 'gone', redis.call('ZCARD', ACTS) + redis.call('ZCARD', WAITS), job[4] or 0 }
end

local function again(set, dies, only)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', int(now), 'LIMIT', 0, 100)) do
    local routine, n = string.match(member, '^(%S+) (%d+)$')
    if routine == r and (not only or only == n) then
      redis.call('ZREM', set, member)
      redis.call('HINCRBY', act_key(n), 'fence', 1)
      if dies then redis.call('HINCRBY', act_key(n), 'deaths', 1) end
      return begun(n)
    end
  end
end

if state ~= 'running' and state ~= 'paused' then return nothing() end
local old = again(ACTS, true)
if old then return old end
if state ~= 'running' then return nothing() end
-- while one steps, one activation runs at a time: first the one that was held
local held = job[2] and job[5] and redis.call('HGET', act_key(job[5]), 'state') == 'held' and job[5]
if job[2] and redis.call('ZCARD', ACTS) > 0 then return nothing() end
old = again(WAITS, false, held)
if old then return old end
if held then return nothing() end
if stat('run ' .. r) >= tonumber(ARGV[4]) or stat('blk ' .. r) > 0 then return nothing() end

local slots, waiting, total = {}, {}, 0
for i = 1, tonumber(ARGV[10]) do
  local slot, max = ARGV[9 + 2 * i], tonumber(ARGV[10 + 2 * i])
  slots[i], waiting[i] = { name = slot, max = max }, redis.call('LLEN', slot_key(slot))
  total = total + waiting[i]
end
if total == 0 then return nothing() end

local function came_at(slot, at) return tonumber(string.match(redis.call('LINDEX', slot_key(slot), at), '^%d+')) end
local function every(least)
  for i = 1, #slots do if waiting[i] < least then return false end end
  return true
end
local function each(most)
  local take = {}
  for i = 1, #slots do take[i] = math.min(waiting[i], most) end
  return take
end
local function first()
  for i = 1, #slots do
    if waiting[i] > 0 then return { [i] = 1 } end
  end
end

local function goes_on(routine, need, first_slot, last_slot)
  if stat('blk ' .. routine) > 0 then return false end
  for i = first_slot, last_slot do
    local length = redis.call('LLEN', slot_key(ARGV[i]))
    if need == 'any' and length > 0 then return true end
    if need ~= 'any' and length < tonumber(need) then return false end
  end
  return need ~= 'any'
end

-- Nothing runs or can begin, and senders wait for room in a slot of this routine.
local function stuck()
  if redis.call('ZCARD', ACTS) + redis.call('ZCARD', WAITS) > 0 then return false end
  local blocks, i = false, 11 + 2 * #slots
  for _, slot in ipairs(slots) do
    if redis.call('EXISTS', J .. ':blocked:' .. slot.name) == 1 then blocks = true end
  end
  if not blocks then return false end
  while i <= #ARGV do
    local count_of_slots = tonumber(ARGV[i + 2])
    if goes_on(ARGV[i], ARGV[i + 1], i + 3, i + 2 + count_of_slots) then return false end
    i = i + 3 + count_of_slots
  end
  return true
end

-- How many items of each slot are taken; nothing when it does not begin now.
local function taken()
  local policy, n = ARGV[5], tonumber(ARGV[6])
  if unblocks then return stuck() and each(policy == 'batch_size' and n or MOST) or nil end
  if flushes then
    if redis.call('ZCARD', ACTS) + redis.call('ZCARD', WAITS) > 0 then return end
    for i = 11 + 2 * #slots, #ARGV do
      if redis.call('EXISTS', slot_key(ARGV[i])) == 1 then return end
    end
    return each(policy == 'batch_size' and n or MOST)
  end
  local delay, silence = tonumber(ARGV[7]), tonumber(ARGV[8])
  if delay > 0 and waiting[1] > 0 then
    local due = came_at(slots[1].name, 0) + delay
    if due > now then return hint_at(r, due) end
  end
  if silence > 0 and waiting[1] > 0 then
    local due = came_at(slots[1].name, -1) + silence
    if due > now then return hint_at(r, due) end
    return each(MOST)
  end
  if policy == 'immediate' then return first() end
  if policy == 'all_slots_ready' then return every(1) and each(1) or nil end
  if policy == 'batch_size' then return every(n) and each(n) or nil end
  if policy == 'custom' then return each(ARGV[6] == 'drain' and MOST or 1) end
  if policy == 'time_interval' then
    local due = stat('last ' .. r) + n
    if due > now then return hint_at(r, due) end
    return each(MOST)
  end
end

local take = taken()
if not take then return nothing() end
local n = redis.call('HINCRBY', J, 'acts_made', 1)
for i, slot in ipairs(slots) do
  if (take[i] or 0) > 0 then
    local items = redis.call('LPOP', slot_key(slot.name), take[i])
    for at, item in ipairs(items) do items[at] = slot.name .. ' ' .. item end
    redis.call('RPUSH', J .. ':in:' .. n, unpack(items))
    redis.call('HINCRBY', J, 'queued', -#items)
    let_in(slot.name, slot.max)
    if redis.call('LLEN', slot_key(slot.name)) < slot.max then redis.call('HDEL', STATS, 'full ' .. slot.name) end
  end
end
redis.call('HINCRBY', J, 'open', 1)
redis.call('HSET', act_key(n), 'routine', r, 'fence', 1, 'began', int(now), 'tries', 0, 'deaths', 0)
count('run ' .. r, 1)
redis.call('HSET', STATS, 'last ' .. r, int(now))
if stat('run ' .. r) < tonumber(ARGV[4]) then
  for _, slot in ipairs(slots) do
    if redis.call('EXISTS', slot_key(slot.name)) == 1 then hint(r) end
  end
end
return begun(n)
