--#include time.lua
--#include ends.lua
-- What the scripts of flows share. A job is a hash at J; what belongs to it lies at keys that begin with J:
--   J:slot:<slot>        list of the items that wait, `<ms it came> <id> <JSON>`; a slot is named `<routine>.<slot>`
--   J:act:<n>            hash of an activation: routine, fence, engine, state, began, tries, deaths, task
--   J:in:<n>             list of what it took, `<slot> <ms> <id> <JSON>`
--   J:out:<n>:<slot>     list of what it made and a full slot does not take yet, `<id> <JSON>`
--   J:blocked:<slot>     list of the activations that wait for room there
--   J:acts               sorted set: `<routine> <n>` of each execution → when its engine counts as dead
--   J:waits              sorted set: `<routine> <n>` that waits for its next try → when
--   J:stats              hash of counters: run, blk, exec, err, ms, last by routine; came, full by slot
--   J:hints              hash: routine → when the hint was given that is still to come
--   J:trace, J:results   lists, newest last
local J = KEYS[1]
local now = now_ms()
-- A hint that did not come within this time counts as lost and is given again. Half of the time after which an engine counts as
-- dead: its hints come back before its executions do. Under load hints wait in the queue for seconds, and each that is given
-- twice costs a look that finds nothing.
local HINT_MS = 5000
local STATS, HINTS, ACTS, WAITS = J .. ':stats', J .. ':hints', J .. ':acts', J .. ':waits'

local function count(name, by) return redis.call('HINCRBY', STATS, name, by) end
local function stat(name) return tonumber(redis.call('HGET', STATS, name) or 0) end
local function slot_key(slot) return J .. ':slot:' .. slot end
local function act_key(n) return J .. ':act:' .. n end
local function routine_of(slot) return string.match(slot, '^[^.]+') end

-- Routines that have to be looked at: `<routine>`, ms until then.
local hints = {}

local function hint(routine)
  local at = tonumber(redis.call('HGET', HINTS, routine) or 0)
  if math.abs(now - at) < HINT_MS then return end
  redis.call('HSET', HINTS, routine, int(now))
  hints[#hints + 1], hints[#hints + 2] = routine, 0
end

-- The same at a later time. A hint that is due by then or earlier, and not lost, is enough.
local function hint_at(routine, due)
  local known = tonumber(redis.call('HGET', HINTS, routine .. ' later') or 0)
  if known <= due and known > now - HINT_MS then return end
  redis.call('HSET', HINTS, routine .. ' later', int(due))
  hints[#hints + 1], hints[#hints + 2] = routine, math.max(1, math.ceil(due - now))
end

-- Announces that the job changed, for those who watch it.
local function tell() redis.call('PUBLISH', J, '') end

-- Appends an event of the job and announces its number; payload is JSON text.
local function event(events, max, kind, producer, payload)
  local seq = redis.call('HINCRBY', J, 'seq', 1)
  redis.call('RPUSH', events, seq .. ' ' .. kind .. ' ' .. int(now) .. ' ' .. producer .. ' ' .. payload)
  redis.call('LTRIM', events, -max, -1)
  redis.call('PUBLISH', events, seq)
end

-- An item comes into a slot that has room.
local function put(slot, item)
  local length = redis.call('RPUSH', slot_key(slot), int(now) .. ' ' .. item)
  redis.call('HINCRBY', J, 'queued', 1)
  count('came ' .. slot, 1)
  return length
end

-- Ends an activation all of whose results are where they belong.
local function close(n)
  redis.call('DEL', act_key(n), J .. ':in:' .. n)
  redis.call('HINCRBY', J, 'open', -1)
end

-- Lets in what waits for room in a slot, oldest first. Returns whether something came.
local function let_in(slot, max)
  local blocked, came = J .. ':blocked:' .. slot, false
  local room = max - redis.call('LLEN', slot_key(slot))
  while room > 0 do
    local n = redis.call('LINDEX', blocked, 0)
    if not n then break end
    local out = J .. ':out:' .. n .. ':' .. slot
    local items = redis.call('LPOP', out, math.min(room, 1000))
    for _, item in ipairs(items or {}) do put(slot, item) end
    room, came = room - #(items or {}), true
    if redis.call('EXISTS', out) == 0 then
      redis.call('LPOP', blocked)
      if redis.call('HINCRBY', act_key(n), 'pending', -1) == 0 then
        local sender = redis.call('HGET', act_key(n), 'routine')
        close(n)
        if count('blk ' .. sender, -1) == 0 then hint(sender) end
      end
    end
  end
  return came
end

-- The job moves from one list to another.
local function move(index, state)
  local r = redis.call('HMGET', J, 'state', 'number', 'job_id', 'owner')
  for _, of in ipairs(r[4] and { '', ':' .. r[4] } or { '' }) do
    redis.call('ZREM', index .. r[1] .. of, r[3])
    redis.call('ZADD', index .. state .. of, r[2], r[3])
  end
  redis.call('HSET', J, 'state', state)
end

-- `<minute> <n> …` of a flow's minute; the field is used again a day later.
local function count_minute(metrics, place, by)
  local minute = math.floor(now / MINUTE_MS)
  local field, counts, i = tostring(minute % 1440), { minute, 0, 0, 0, 0, 0 }, 1
  local known = redis.call('HGET', metrics, field)
  if known and string.match(known, '^%d+') == int(minute) then
    for number in string.gmatch(known, '%d+') do counts[i], i = tonumber(number), i + 1 end
  end
  counts[place + 1] = counts[place + 1] + by
  for at, number in ipairs(counts) do counts[at] = int(number) end
  redis.call('HSET', metrics, field, table.concat(counts, ' '))
end
-- Places of the counts: activations, errors, jobs completed, jobs failed, ms of activations.
local ACTIVATIONS, ERRORS, COMPLETED, FAILED, WORKED_MS = 1, 2, 3, 4, 5

-- The job ends; what still runs of it is told with its next sign of life.
local function end_job(k, state, kind, producer, payload, error)
  move(k.index, state)
  redis.call('HSET', J, 'ended_at', int(now), 'error', error or '')
  redis.call('HDEL', J, 'session', 'step', 'deadline')
  redis.call('ZADD', k.retention, int(now + k.ttl), redis.call('HGET', J, 'job_id'))
  count_end(k.ends, now, state == 'completed' and 'succeeded' or state, now - redis.call('HGET', J, 'created_at'))
  if state == 'completed' then count_minute(k.metrics, COMPLETED, 1) end
  if state == 'failed' then count_minute(k.metrics, FAILED, 1) end
  event(k.events, k.max, kind, producer, payload)
  tell()
end
